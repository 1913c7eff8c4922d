import {expect, test} from "vitest";
import {moons} from "../../../lib/data/index.js";
import {dense, sequential} from "../../../lib/nn/index.js";
import {hessian, mul, square, sub, sum, tensor} from "../../../lib/tensor/index.js";
import {rangeTest, readRangeTest} from "../../../src/components/chapters/learning-rate/range-test.js";
import {parabolaRun, regimeOf} from "../../../src/components/chapters/learning-rate/regime.js";
import {flatLoss, sharpness} from "../../../src/components/chapters/sharpness.js";
import {stepsPerDigit} from "../../../src/components/chapters/steps-per-digit.js";

test("on a parabola every step multiplies θ by 1 − αλ", () => {
  for (const [alpha, curvature] of [
    [0.1, 1],
    [0.5, 3],
    [1.9, 1],
    [2.1, 1]
  ]) {
    const run = parabolaRun(alpha, {curvature, start: 2, steps: 12});
    for (const [t, theta] of run.entries()) expect(theta).toBeCloseTo(2 * (1 - alpha * curvature) ** t, 9);
  }
});

test("regimes change at αλ = 0.1, 1 and 2, and the two exact cases have names of their own", () => {
  expect([0.05, 0.5, 1, 1.5, 2, 2.01].map(regimeOf)).toEqual(["crawl", "glide", "jump", "zigzag", "swing", "explode"]);
});

test("steps per digit agree with a run", () => {
  const run = parabolaRun(0.1, {start: 1, steps: 60});
  expect(run.findIndex((theta) => Math.abs(theta) <= 0.1)).toBe(Math.ceil(stepsPerDigit(0.9)));
  expect([stepsPerDigit(0), stepsPerDigit(1), stepsPerDigit(1.2)]).toEqual([1, Infinity, Infinity]);
});

test("power iteration finds the largest eigenvalue of a small network's Hessian to 1 %", () => {
  const data = moons(60);
  const model = sequential([dense(2, 4, {activation: "tanh"}), dense(4, 2)], {seed: 3, dtype: "float64"});
  const f = flatLoss(model, data);
  const estimates = [...sharpness(f, model.parameters, {iterations: 60})];
  const n = model.parameters.length;
  const h = hessian(f)(tensor(Float64Array.from(model.parameters))).data;
  // Gershgorin bounds it from above, every Rayleigh quotient from below; the trace of H² says how close we are.
  const bound = Math.max(
    ...Array.from({length: n}, (_, i) =>
      Array.from(h.subarray(i * n, (i + 1) * n)).reduce((a, v) => a + Math.abs(v), 0)
    )
  );
  const last = estimates.at(-1) as number;
  expect(last).toBeLessThanOrEqual(bound);
  expect(last).toBeGreaterThan(Math.max(...Array.from({length: n}, (_, i) => h[i * n + i])) - 1e-9);
  expect(Math.abs(last - (estimates.at(-2) as number)) / last).toBeLessThan(0.01);
});

test("power iteration is exact on a quadratic with known curvatures", () => {
  const curvatures = tensor([1, 4, 9]);
  const f = (x: ReturnType<typeof tensor>) => mul(0.5, sum(mul(curvatures, square(sub(x, 1)))));
  expect([...sharpness(f, [0.3, 0.1, 2], {iterations: 40})].at(-1)).toBeCloseTo(9, 9);
});

test("a range test ends where the loss blows up, and suggests a rate below the best", async () => {
  const model = sequential([dense(2, 12, {activation: "tanh"}), dense(12, 2)], {seed: 1, dtype: "float64"});
  const points = [];
  for await (const point of rangeTest(model, moons(300))) points.push(point);
  for (let i = 1; i < points.length; ++i)
    expect(points[i].alpha / points[i - 1].alpha).toBeCloseTo((30 / 1e-4) ** (1 / 159), 9);
  const read = readRangeTest(points);
  expect(read).toBeDefined();
  expect(read!.steepest).toBeLessThan(read!.lowest);
  expect(points.at(-1)!.smooth).toBeGreaterThan(1.5 * Math.min(...points.map(({smooth}) => smooth)));
});

test("the steepest place of a made-up curve is where it was put", () => {
  const points = Array.from({length: 101}, (_, i) => {
    const alpha = 10 ** (-4 + i / 20);
    return {alpha, loss: 0, smooth: 1 / (1 + alpha / 0.01) + (alpha > 3 ? alpha : 0)};
  });
  const read = readRangeTest(points);
  expect(Math.log10(read!.steepest)).toBeCloseTo(-2, 1);
  expect(readRangeTest(points.slice(0, 3))).toBeUndefined();
});
