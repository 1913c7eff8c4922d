import {describe, expect, test} from "vitest";
import {
  add,
  broadcastTo,
  checkGradient,
  concat,
  conv2d,
  crossEntropy,
  div,
  exp,
  grad,
  graphOf,
  hvp,
  jvp,
  layerNorm,
  log,
  matmul,
  maxPool2d,
  mse,
  mul,
  pow,
  reshape,
  scalar,
  sin,
  slice,
  sqrt,
  sub,
  sum,
  tensor,
  transpose,
  withFiniteCheck,
  withoutRecording,
  zeros
} from "../../../lib/tensor/index.js";

describe("mismatched shapes name the op and both shapes", () => {
  const [a, b] = [zeros([2, 3]), zeros([4, 3])];
  test.each<[string, () => unknown, string]>([
    ["add", () => add(a, b), "[2, 3] and [4, 3]"],
    ["pow", () => pow(a, b), "[2, 3] and [4, 3]"],
    ["matmul", () => matmul(a, b), "[2, 3] and [4, 3]"],
    ["matmul", () => matmul(a, tensor(3)), "[2, 3] and []"],
    ["mse", () => mse(a, b), "[2, 3] and [4, 3]"],
    ["crossEntropy", () => crossEntropy(a, [0]), "logits [2, 3] and 1 labels"],
    ["layerNorm", () => layerNorm(a, {normalizedShape: [2]}), "[2, 3] and [2]"],
    ["conv2d", () => conv2d(zeros([1, 2, 4, 4]), zeros([1, 3, 2, 2])), "[1, 2, 4, 4] and [1, 3, 2, 2]"],
    ["conv2d", () => conv2d(zeros([1, 1, 2, 2]), zeros([1, 1, 3, 3])), "[1, 1, 2, 2] and [1, 1, 3, 3]"],
    ["maxPool2d", () => maxPool2d(zeros([1, 1, 2, 2]), {kernel: [3, 1]}), "[1, 1, 2, 2] and window [3, 1]"],
    ["concat", () => concat([a, zeros([2, 4])]), "[2, 3] and [2, 4]"],
    ["broadcastTo", () => broadcastTo(a, [3]), "[2, 3] and [3]"],
    ["broadcastTo", () => broadcastTo(a, [2, 4]), "[2, 3] and [2, 4]"],
    ["matmul", () => matmul(zeros([2, 3, 4]), zeros([5, 4, 3])), "[2, 3, 4] and [5, 4, 3]"],
    ["conv2d", () => conv2d(zeros([1, 1, 3, 3]), zeros([2, 1, 2, 2]), {bias: zeros([3])}), "bias [3]"],
    ["jvp", () => jvp(sin, a, b), "[4, 3] and [2, 3]"],
    ["hvp", () => hvp((x) => sum(mul(x, x)), a, tensor(1)), "[] and [2, 3]"]
  ])("%s", (op, run, shapes) => {
    expect(run).toThrow(`${op}: mismatched shapes: ${shapes}; expected`);
  });
  test("sizes, axes and ranges are checked too", () => {
    expect(() => reshape(a, [4])).toThrow("reshape: mismatched sizes: [2, 3] and [4]");
    expect(() => transpose(a, [0, 0])).toThrow("transpose: invalid axes: [0, 0]");
    expect(() => sum(a, {axis: 2})).toThrow("sum: invalid axis: 2; expected an integer from -2 to 1");
    expect(() => reshape(a, [-2, -3])).toThrow("reshape: mismatched sizes: [2, 3] and [-2, -3]");
    expect(() => slice(a, [[0, 1, 0]])).toThrow("slice: invalid step: 0");
    expect(() => slice(a, [[0, 1, 0.5]])).toThrow("slice: invalid step: 0.5");
    expect(() => slice(a, [[0.5, 2]])).toThrow("slice: invalid range: 0.5 to 2 of axis 0");
    expect(() => slice(a, [[0, Number.NaN]])).toThrow("slice: invalid range: 0 to NaN of axis 0");
    expect(slice(tensor([1, 2, 3]), [[1, Infinity]]).toArray()).toEqual([2, 3]);
    expect(() => sum(tensor(1), {axis: 0})).toThrow("sum: invalid axis: 0; expected none");
    expect(() => grad(sin)(a)).toThrow("grad: invalid shape: [2, 3]");
    expect(() => tensor([[1, 2], [3]])).toThrow("tensor: mismatched nesting");
  });
  test("windows are whole, and none is all padding", () => {
    const image = zeros([1, 1, 4, 4]);
    const conv = (window: {stride?: [number, number]; padding?: [number, number]}) => () =>
      conv2d(image, zeros([1, 1, 2, 2]), window);
    expect(conv({stride: [0, 1]})).toThrow("conv2d: invalid stride: [0, 1]; expected two integers of at least 1");
    expect(conv({stride: [1.5, 1]})).toThrow("conv2d: invalid stride: [1.5, 1]");
    expect(conv({padding: [-1, 0]})).toThrow("conv2d: invalid padding: [-1, 0]; expected two integers of at least 0");
    expect(() => maxPool2d(image, {kernel: [0, 2], stride: [1, 1]})).toThrow("maxPool2d: invalid kernel: [0, 2]");
    expect(() => maxPool2d(image, {kernel: [2, 3], padding: [1, 2]})).toThrow(
      "maxPool2d: invalid padding: [1, 2]; expected at most half of the kernel [2, 3]"
    );
  });
  test("what is no number, and no reduction, is named", () => {
    expect(() => tensor(["a"] as unknown as number[])).toThrow("tensor: invalid value: a");
    expect(() => tensor(undefined as unknown as number)).toThrow("tensor: invalid value: undefined");
    expect(() => tensor([1, null] as unknown as number[])).toThrow("tensor: mismatched nesting");
    const none = {reduction: "none" as "mean"};
    expect(() => mse(a, a, none)).toThrow("mse: unknown reduction: none; expected mean or sum");
    expect(() => crossEntropy(a, [0, 1], none)).toThrow("crossEntropy: unknown reduction: none");
  });
});

describe("withFiniteCheck", () => {
  test("throws at the op that made NaN, with its input's name and shape", () => {
    const x = tensor([4, -1]).named("variance");
    expect(() => withFiniteCheck(() => sum(sqrt(x)))).toThrow(
      "sqrt: invalid result: NaN at element 1; expected finite numbers from variance[2]"
    );
  });
  test("catches overflow, division by zero, and what only the backward sweep meets", () => {
    expect(() => withFiniteCheck(() => exp(tensor(1000)))).toThrow("exp: invalid result: Infinity");
    expect(() => withFiniteCheck(() => div(1, tensor(0)))).toThrow("div: invalid result: Infinity");
    expect(() => withFiniteCheck(() => grad((x) => sqrt(x))(tensor(0)))).toThrow("div: invalid result: Infinity");
  });
  test("is off elsewhere, and off again afterwards, also after a throw", () => {
    expect(() => withFiniteCheck(() => log(tensor(0)))).toThrow();
    expect(log(tensor(0)).item()).toBe(-Infinity);
    expect(withFiniteCheck(() => log(tensor(1)).item())).toBe(0);
  });
});

describe("the graph", () => {
  const nodes = graphOf(
    (x, w) => {
      const z = mul(x, w).named("z");
      return sum(add(mul(z, z), x));
    },
    tensor([1, 2], {label: "x"}),
    tensor([3, 4], {label: "w"})
  );
  test("lists parents before children, the output last, with ops and labels", () => {
    expect(nodes.map((n) => n.id)).toEqual(nodes.map((_, i) => i));
    for (const n of nodes) for (const p of n.parents) expect(p).toBeLessThan(n.id);
    expect(nodes.slice(0, 5).map((n) => [n.op, n.label, n.parents])).toEqual([
      ["leaf", "x", []],
      ["leaf", "w", []],
      ["mul", "z", [0, 1]],
      ["mul", undefined, [2, 2]],
      ["add", undefined, [3, 0]]
    ]);
  });
  test("holds every node's value and gradient", () => {
    const [x, w, z] = nodes;
    expect([...z.value.data]).toEqual([3, 8]);
    expect([...(z.gradient?.data ?? [])]).toEqual([6, 16]);
    expect([...(x.gradient?.data ?? [])]).toEqual([19, 65]);
    expect([...(w.gradient?.data ?? [])]).toEqual([6, 32]);
  });
  test("is not kept where no gradient is wanted", () => {
    const made = withoutRecording(() => mul(tensor(2), 3));
    expect(made.parents).toEqual([]);
    expect(mul(tensor(2), 3).parents).toEqual([]);
  });
});

describe("scalars", () => {
  test("give the numbers of micrograd's own example", () => {
    const a = scalar(-4, "a");
    const b = scalar(2, "b");
    let c = a.plus(b);
    let d = a.times(b).plus(b.power(3));
    c = c.plus(c).plus(1);
    c = c.plus(c.plus(1)).minus(a);
    d = d.plus(d.times(2)).plus(b.plus(a).relu());
    d = d.plus(d.times(3)).plus(b.minus(a).relu());
    const e = c.minus(d);
    const f = e.power(2);
    const g = f.over(2).plus(scalar(10).over(f));
    g.backward();
    expect(g.value).toBeCloseTo(24.7041, 4);
    expect(a.gradient).toBeCloseTo(138.8338, 4);
    expect(b.gradient).toBeCloseTo(645.5773, 4);
    expect(
      g
        .graph()
        .filter((n) => n.label)
        .map((n) => n.label)
    ).toEqual(["a", "b"]);
  });
  test("forget the gradients of an earlier call, and have the functions of a neuron", () => {
    const x = scalar(0.5).named("x");
    const y = x.tanh().exp().log().negated();
    y.backward();
    y.backward();
    expect(x.gradient).toBeCloseTo(Math.tanh(0.5) ** 2 - 1, 14);
    expect(scalar(1).gradient).toBe(0);
  });
});

test("the check of a gradient finds a wrong one, and shows both walls of the error against h", () => {
  const f = (x: ReturnType<typeof tensor>) => exp(sin(x));
  const {error, curve} = checkGradient(f, [tensor(0.8)]);
  expect(error).toBeLessThan(1e-9);
  expect(curve[0].error).toBeGreaterThan(1e-4);
  expect(curve.at(-1)?.error).toBeGreaterThan(error);
  // A gradient that stops at a constant made on the way: 2x becomes x.
  const wrong = (x: ReturnType<typeof tensor>) => mul(x, tensor(x.data.slice(), {shape: x.shape}));
  expect(checkGradient(wrong, [tensor(3)]).error).toBeGreaterThan(0.4);
});

test("the check of a gradient is NaN where one element cannot be compared, however well the others agree", () => {
  const f = (x: ReturnType<typeof tensor>) => sum(sqrt(x));
  expect(checkGradient(f, [tensor([0, 2])], {steps: [1e-4, 1e-5]}).error).toBeNaN();
  expect(checkGradient(f, [tensor([2, 0])], {steps: [1e-4, 1e-5]}).error).toBeNaN();
  // A step that leaves the domain says nothing of the ones that do not.
  const {h, error} = checkGradient(f, [tensor(0.05)], {steps: [1e-1, 1e-5]});
  expect(h).toBe(1e-5);
  expect(error).toBeLessThan(1e-8);
  expect(() => checkGradient(f, [tensor(1)], {steps: []})).toThrow("checkGradient: missing steps");
});

test("float32 with float64 gives float64, also where tensors are joined", () => {
  const [single, double] = [tensor(Float32Array.of(1)), tensor([1 / 3])];
  for (const joined of [concat([single, double]), concat([double, single])]) {
    expect(joined.dtype).toBe("float64");
    expect([...joined.data].sort()).toEqual([1 / 3, 1]);
  }
  expect(concat([single, single]).dtype).toBe("float32");
});

test("an unused argument has gradient zero, and numbers may stand for tensors", () => {
  expect([...grad((x) => sub(3, mul(0, x)))(tensor(1)).data]).toEqual([-0]);
  expect(grad(() => tensor(1))(tensor([1, 2])).data).toEqual(new Float64Array(2));
});
