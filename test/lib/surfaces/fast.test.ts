import * as mathjs from "mathjs";
import {describe, expect, test} from "vitest";
import {levels, supports} from "../../../lib/kernels/index.js";
import {type Optimizer, optimizer, rules, withClippedNorm} from "../../../lib/optim/index.js";
import {createRng} from "../../../lib/rng.js";
import {gradientsAt, hessianAt, lossAt} from "../../../lib/surfaces/evaluate.js";
import {compileHessianAt, compileSurfaceAt} from "../../../lib/surfaces/fast/compile.js";
import {isElementwise} from "../../../lib/surfaces/fast/descend-many.js";
import {compileSurface, descendMany, outcome} from "../../../lib/surfaces/fast/index.js";
import {CHUNK, createMachine, type Machine} from "../../../lib/surfaces/fast/machine.js";
import type {Program} from "../../../lib/surfaces/fast/program.js";
import {traceSurface} from "../../../lib/surfaces/fast/trace.js";
import {wasmMachine} from "../../../lib/surfaces/fast/wasm/machine.js";
import {formulaSurface} from "../../../lib/surfaces/formula/index.js";
import {descend, type Surface, surface, surfaces} from "../../../lib/surfaces/index.js";
import * as ops from "../../../lib/tensor/index.js";
import {worst} from "../kernels/harness.js";

type J = Surface["J"];

/** Points in and around a domain, ties and zeros among them. */
function points({x: [x0, x1], y: [y0, y1]}: Surface["domain"], n: number) {
  const rng = createRng(3);
  const xs = Float64Array.from({length: n}, () => x0 + (x1 - x0) * (1.4 * rng.uniform() - 0.2));
  const ys = Float64Array.from({length: n}, () => y0 + (y1 - y0) * (1.4 * rng.uniform() - 0.2));
  xs.set([0, 1, 1, 0.5].slice(0, n));
  ys.set([0, 1, 0, 0.5].slice(0, n));
  return [xs, ys];
}

/** The largest relative difference of loss and gradient from the autograd's; Infinity where only one is finite. */
function difference(
  s: Pick<Surface, "J">,
  compiled: ReturnType<typeof compileSurfaceAt>,
  xs: Float64Array,
  ys: Float64Array
) {
  const [loss, gx, gy] = [0, 1, 2].map(() => new Float64Array(xs.length));
  compiled.evaluate(xs, ys, loss, gx, gy);
  const [dx, dy] = gradientsAt(s, xs, ys);
  let worst = 0;
  for (let i = 0; i < xs.length; ++i)
    for (const [a, b] of [
      [loss[i], lossAt(s, xs[i], ys[i])],
      [gx[i], dx[i]],
      [gy[i], dy[i]]
    ]) {
      if (Object.is(a, b) || a === b) continue;
      const e = Math.abs(a - b) / Math.max(1, Math.abs(b));
      worst = Math.max(worst, Number.isNaN(e) ? Infinity : e);
    }
  return worst;
}

describe.each(levels.filter(supports))("%s", (level) => {
  test.each(surfaces.map((s) => [s.id, s] as const))("%s is the autograd's within 1e-12", (_, s) => {
    const compiled = compileSurfaceAt(s, level);
    expect(compiled.kind).toBe("compiled");
    for (const n of [1, 2, 3, 63, 64, 65, 2047, 2048, 2049]) {
      const [xs, ys] = points(s.domain, n);
      expect(difference(s, compiled, xs, ys)).toBeLessThan(1e-12);
    }
  });

  test.each(surfaces.map((s) => [s.id, s] as const))("%s: the Hessian is the autograd's within 1e-10", (_, s) => {
    const {at, kind} = compileHessianAt(s, level);
    expect(kind).toBe("compiled");
    const [xs, ys] = points(s.domain, 24);
    for (let i = 0; i < xs.length; ++i) {
      const expected = hessianAt(s, xs[i], ys[i]);
      const size = Math.max(1, ...expected.map(Math.abs));
      at(xs[i], ys[i]).forEach((v, k) => {
        expect(Math.abs(v - expected[k]) / size, `(${xs[i]}, ${ys[i]}) ${k}`).toBeLessThan(1e-10);
      });
    }
  });

  const {add, mul, div, pow, sub} = ops;
  const {exp, log, sqrt, abs, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh} = ops;
  const {sigmoid, relu, leakyRelu, softplus, erf, sign, floor, neg} = ops;
  const unary = {
    exp,
    log,
    sqrt,
    abs,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    sinh,
    cosh,
    tanh,
    sigmoid,
    relu,
    leakyRelu,
    softplus,
    erf,
    sign,
    floor,
    neg
  };
  const functions: Record<string, J> = {
    ...Object.fromEntries(Object.entries(unary).map(([name, f]) => [name, ((x, y) => add(f(x), mul(y, y))) as J])),
    maximum: (x, y) => ops.maximum(x, y),
    minimum: (x, y) => ops.minimum(mul(x, 2), y),
    division: (x, y) => div(sub(x, y), add(1, mul(y, y))),
    "x^y": (x, y) => pow(add(mul(x, x), 1), y),
    "x^3, x^7, x^-2, x^0": (x, y) => add(add(pow(x, 3), pow(y, 7)), add(pow(x, -2), pow(y, 0))),
    "far sines": (x, y) => add(ops.sin(mul(x, 1e7)), ops.cos(mul(y, 1e4))),
    "x alone": (x) => x,
    "y twice": (_, y) => add(y, y),
    constant: (x) => ops.tensor(new Float64Array(x.size).fill(3), {shape: x.shape})
  };
  test.each(Object.entries(functions))("%s is the autograd's within 1e-11", (_, f) => {
    const compiled = compileSurfaceAt({J: f}, level);
    expect(compiled.kind).toBe("compiled");
    const [xs, ys] = points({x: [-2, 2], y: [-2, 2]}, 101);
    expect(difference({J: f}, compiled, xs, ys)).toBeLessThan(1e-11);
  });
});

test.runIf(supports("simd"))("every built-in surface becomes WebAssembly, with the numbers that loops give", () => {
  for (const s of surfaces) {
    const program = traceSurface(s) as Program;
    const [x, y] = points(s.domain, CHUNK);
    const [wasm, loops] = [wasmMachine(program, CHUNK), createMachine(program, "typescript")].map((machine) => {
      machine?.inputs[0].set(x);
      machine?.inputs[1].set(y);
      machine?.run(CHUNK);
      return machine?.outputs.map((o) => Array.from(o));
    });
    expect(wasm, s.id).toBeDefined();
    wasm?.forEach((output, i) => {
      expect(worst(output, loops?.[i] as number[]), s.id).toBeLessThan(1e-12);
    });
  }
});

const bounds = {
  exp: {op: ops.exp, exact: Math.exp, relative: 5e-16},
  sigmoid: {op: ops.sigmoid, exact: (x: number) => 1 / (1 + Math.exp(-x)), relative: 1e-13},
  sin: {op: ops.sin, exact: Math.sin, relative: 0},
  cos: {op: ops.cos, exact: Math.cos, relative: 0}
};

test.runIf(supports("simd")).each(Object.entries(bounds))(
  "%s keeps its stated accuracy",
  (_, {op, exact, relative}) => {
    const machine = wasmMachine(
      traceSurface({J: (x, y) => ops.add(op(x), ops.mul(y, 0))}) as Program,
      CHUNK
    ) as Machine;
    const rng = createRng(4);
    machine.inputs[1].fill(0);
    for (const size of [1, 30, 650, 1e6]) {
      const xs = Float64Array.from({length: CHUNK}, () => size * (2 * rng.uniform() - 1));
      machine.inputs[0].set(xs);
      machine.run(CHUNK);
      const found = machine.outputs[0];
      for (let i = 0; i < CHUNK; ++i) {
        const y = exact(xs[i]);
        if (Number.isFinite(y)) expect(Math.abs(found[i] - y)).toBeLessThanOrEqual(3e-16 + relative * y);
        else expect(found[i]).toBe(y);
      }
    }
    const specials = [Number.NaN, Infinity, -Infinity, 0, -0, 5e-324, 1e300, -1e300, 709.79, -709];
    machine.inputs[0].set(specials);
    machine.run(specials.length);
    specials.forEach((x, i) => {
      const y = exact(x);
      if (Number.isFinite(y))
        expect(Math.abs(machine.outputs[0][i] - y), `${x}`).toBeLessThanOrEqual(3e-16 + relative * y);
      else expect(machine.outputs[0][i], `${x}`).toBe(y);
    });
  }
);

test("a loss that is not element by element, or that chooses by its data, goes by the autograd", () => {
  const mean: J = (x, y) => ops.add(ops.sub(x, ops.mean(x)), y);
  const choosing: J = (x, y) => (x.data[0] > 0.5 ? ops.mul(x, y) : ops.add(x, y));
  const [xs, ys] = points({x: [-2, 2], y: [-2, 2]}, 50);
  for (const f of [mean, choosing]) {
    const compiled = compileSurface({J: f});
    expect(compiled.kind).toBe("autograd");
    const [loss, gx, gy] = [0, 1, 2].map(() => new Float64Array(50));
    compiled.evaluate(xs, ys, loss, gx, gy);
    expect([gx, gy]).toEqual(gradientsAt({J: f}, xs, ys));
    expect(compileHessianAt({J: f}).kind).toBe("autograd");
  }
});

test("formulas are compiled too", () => {
  const {J} = formulaSurface("sin(3x) * exp(-y^2) + max(abs(x), y) + x^4 / 5", mathjs as never).surface;
  const compiled = compileSurface({J});
  expect(compiled.kind).toBe("compiled");
  const [xs, ys] = points({x: [-3, 3], y: [-3, 3]}, 300);
  expect(difference({J}, compiled, xs, ys)).toBeLessThan(1e-12);
  const bend = compileHessianAt({J});
  expect(bend.kind).toBe("compiled");
  for (let i = 4; i < 30; ++i) {
    const expected = hessianAt({J}, xs[i], ys[i]);
    bend.at(xs[i], ys[i]).forEach((v, k) => {
      expect(Math.abs(v - expected[k])).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected[k])));
    });
  }
});

const starts = {x: [-1.2, 0.5, 1.9, -2, 0.01], y: [1, -0.3, 0.8, 1.5, -0.02]};

const optimizers = Object.keys(rules).map((name): [string, Optimizer] => {
  const {learningRate} = optimizer(name).settings as {learningRate?: number};
  return [name, optimizer(name, typeof learningRate === "number" ? {learningRate: Math.min(learningRate, 0.01)} : {})];
});

test.each([...optimizers, ["clipped", withClippedNorm(optimizer("momentum"), 0.5)] as const])(
  "%s goes from five starts as it goes from each, within 1e-9",
  (_, o) => {
    for (const id of ["bowl", "saddle"]) {
      const s = surface(id);
      const many = descendMany(s, o, starts, {steps: 40});
      starts.x.forEach((x, i) => {
        const moments = [...descend(s, o, {start: [x, starts.y[i]], steps: 40})];
        const end = moments[moments.length - 1];
        expect(many.status[i]).toBe(end.stopped?.reason === "diverged" ? outcome.diverged : outcome.finite);
        if (many.status[i] === outcome.diverged) return;
        expect(Math.abs(many.x[i] - end.theta[0])).toBeLessThan(1e-9);
        expect(Math.abs(many.y[i] - end.theta[1])).toBeLessThan(1e-9);
        expect(Math.abs(many.loss[i] - end.loss)).toBeLessThan(1e-9);
        const settled = moments.findIndex(({gradient}) => Math.hypot(...gradient) <= 1e-3);
        expect(many.settled[i]).toBe(settled);
      });
    }
  }
);

test("rules that measure the whole gradient are told from those that do not", () => {
  const {rule, settings} = withClippedNorm(optimizer("adam"), 0.5);
  expect(isElementwise(rule, settings)).toBe(false);
  for (const name of ["gradientDescent", "momentum", "adam", "rprop", "lion"])
    expect(isElementwise(rules[name], optimizer(name).settings)).toBe(true);
});

test("some of many diverge, the others do not notice", () => {
  const n = 5000;
  const x = Float64Array.from({length: n}, (_, i) => (i % 2 ? 1e3 : 0.5));
  const y = new Float64Array(n).fill(0.2);
  const found = descendMany(
    surface("rosenbrock"),
    optimizer("gradientDescent", {learningRate: 1e-3}),
    {x, y},
    {steps: 50}
  );
  for (let i = 0; i < n; ++i) expect(found.status[i]).toBe(i % 2 ? outcome.diverged : outcome.finite);
  expect(new Set(found.x.filter((_, i) => i % 2 === 0)).size).toBe(1);
  const none = descendMany(surface("bowl"), optimizer("adam"), {x: [], y: []}, {steps: 3});
  expect(none.x).toHaveLength(0);
  expect(() => descendMany(surface("bowl"), optimizer("adam"), {x: [1], y: []}, {steps: 3})).toThrow(
    "descendMany: mismatched starts"
  );
  expect(() => descendMany(surface("bowl"), optimizer("adam"), starts, {steps: 1.5})).toThrow(
    "descendMany: invalid steps"
  );
});

test("the compiled Hessian of aᵇ at b = 0 keeps its mixed derivative", () => {
  const J: J = (x, y) => ops.pow(ops.add(ops.square(x), 0.5), y);
  for (const level of [undefined, "typescript"] as const) {
    const {at, kind} = compileHessianAt({J}, level);
    expect(kind).toBe("compiled");
    // d/dy of 2x·y·(x² + ½)^(y − 1) at x = 1, y = 0.
    expect(at(1, 0)[1]).toBeCloseTo(2 / 1.5, 14);
  }
});
