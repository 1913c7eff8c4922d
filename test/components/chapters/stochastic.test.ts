import {expect, test} from "vitest";
import {penguinMeasurements} from "../../../lib/data/index.js";
import {gradientAt, lossAt} from "../../../lib/surfaces/index.js";
import {gradientCloud, predictedNoise, spread} from "../../../src/components/chapters/stochastic/noise.js";
import {
  batchGradient,
  count,
  gradientsPerExample,
  penguinLoss
} from "../../../src/components/chapters/stochastic/penguin-loss.js";
import {stochasticRun} from "../../../src/components/chapters/stochastic/stochastic-run.js";

const all = Array.from({length: count}, (_, i) => i);

test("there are 342 penguins, of 172 to 231 mm and 2,700 to 6,300 g", () => {
  const {flipper, mass} = penguinMeasurements();
  expect([count, flipper.length, mass.length]).toEqual([342, 342, 342]);
  expect([Math.min(...flipper), Math.max(...flipper)]).toEqual([172, 231]);
  expect([Math.min(...mass), Math.max(...mass)]).toEqual([2700, 6300]);
});

test("the mean of the penguins' own gradients is the gradient of the loss", () => {
  const each = gradientsPerExample(0.3, -0.2);
  const {gradient} = gradientAt(penguinLoss, 0.3, -0.2);
  const {mean} = spread(each);
  expect(mean[0]).toBeCloseTo(gradient[0], 12);
  expect(mean[1]).toBeCloseTo(gradient[1], 12);
  const batch = batchGradient(0.3, -0.2, all);
  expect(batch.loss).toBeCloseTo(lossAt(penguinLoss, 0.3, -0.2), 12);
  expect(batch.gradient[0]).toBeCloseTo(gradient[0], 12);
  expect(batchGradient(0.3, -0.2, [17]).gradient[0]).toBeCloseTo(each.w[17], 12);
});

test("at the minimum the slope is the correlation, and there is no gradient", () => {
  const {flipper, mass} = penguinMeasurements();
  const mean = (v: Float64Array) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mf, mm] = [mean(flipper), mean(mass)];
  const cov = (a: Float64Array, ma: number, b: Float64Array, mb: number) =>
    mean(a.map((v, i) => (v - ma) * (b[i] - mb)));
  const r = cov(flipper, mf, mass, mm) / Math.sqrt(cov(flipper, mf, flipper, mf) * cov(mass, mm, mass, mm));
  const {gradient} = gradientAt(penguinLoss, r, 0);
  expect(Math.hypot(...gradient)).toBeLessThan(1e-12);
});

test("the scatter of batch gradients is σ/√B with the correction for drawing without replacement, to 10 %", () => {
  const each = gradientsPerExample(-0.5, 0.8);
  for (const batchSize of [1, 8, 64, 200]) {
    const {measured, predicted} = gradientCloud(each, {batchSize, draws: 1500, seed: 4});
    expect(measured / predicted).toBeCloseTo(1, 1);
  }
  expect(predictedNoise(3, 342, 342)).toBe(0);
  expect(predictedNoise(3, 1, 342)).toBe(3);
});

test("an epoch visits every penguin once, in N/B steps rounded up", () => {
  for (const [batchSize, steps] of [
    [1, 342],
    [32, 11],
    [342, 1]
  ]) {
    const run = [...stochasticRun({batchSize, learningRate: 0.01, epochs: 2, start: [0, 0]})];
    expect(run.at(-1)).toMatchObject({step: 2 * steps, examples: 684});
  }
});

test("the full batch descends to the minimum; one penguin at a time stays restless in proportion to √α", () => {
  const tail = (learningRate: number) => {
    const run = [...stochasticRun({batchSize: 1, learningRate, epochs: 12, start: [0.87, 0], seed: 2})].slice(-2000);
    return Math.sqrt(run.reduce((a, {theta}) => a + (theta[0] - 0.8712) ** 2 + theta[1] ** 2, 0) / run.length);
  };
  const full = [...stochasticRun({batchSize: count, learningRate: 0.2, epochs: 60, start: [-0.6, 1]})].at(-1)!;
  expect(Math.hypot(...gradientAt(penguinLoss, ...full.theta).gradient)).toBeLessThan(1e-6);
  expect(tail(0.04) / tail(0.01)).toBeGreaterThan(1.5);
  expect(tail(0.04) / tail(0.01)).toBeLessThan(2.9);
});
