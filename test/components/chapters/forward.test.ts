import {expect, test} from "vitest";
import {dense, sequential} from "../../../lib/nn/index.js";
import {smallNetwork, texNumber, walk, walkTex} from "../../../src/components/chapters/forward/walk.js";

test("the walk ends where the library's own layers end", () => {
  const model = sequential([dense(2, 3, {activation: "tanh"}), dense(3, 1, {activation: "sigmoid"})], {
    dtype: "float64"
  });
  const {w1, b1, w2, b2} = smallNetwork;
  const flat = {"0.weight": w1, "0.bias": b1, "1.weight": w2, "1.bias": [b2]} as Record<string, unknown>;
  for (const {name, offset, shape} of model.layout) {
    const values = (flat[name] as number[] | number[][]).flat() as number[];
    // The library may keep a weight as [in, out] or [out, in].
    const transposed = name === "0.weight" && shape[0] === 3;
    model.parameters.set(transposed ? values.map((_, k) => w1[k % 2][Math.floor(k / 2)]) : values, offset);
  }
  for (const x of [
    [0.9, -0.5],
    [-2, 1.3],
    [0, 0]
  ])
    expect(walk(smallNetwork, x, "tanh").at(-1)!.value).toBeCloseTo(model.predict(x).item(), 12);
});

test("each activation follows its sum, and each sum adds up", () => {
  const steps = walk(smallNetwork, [0.9, -0.5], "relu");
  expect(steps).toHaveLength(8);
  for (const [i, step] of steps.entries()) {
    expect(step.kind).toBe(i % 2 ? "activation" : "sum");
    const total = step.inputs.reduce((a, {value, weight}) => a + value * weight, 0);
    if (step.kind === "sum") expect(step.value).toBeCloseTo(total + step.bias, 12);
    else expect(step.inputs[0].value).toBe(steps[i - 1].value);
  }
});

test("formulas carry the numbers, negative ones in brackets", () => {
  const [sum, activation] = walk(smallNetwork, [0.9, -0.5], "tanh");
  expect(walkTex(sum, "tanh")).toContain("0.8\\cdot 0.9 + 0.6\\cdot (-0.5) + 0.1 = 0.52");
  expect(walkTex(activation, "tanh")).toBe("h_1 = \\tanh(z_1) = \\tanh(0.52) = 0.48");
  expect(texNumber(-1.005)).toBe("(-1)");
});
