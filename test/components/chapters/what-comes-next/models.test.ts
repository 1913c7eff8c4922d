import {expect, test} from "vitest";
import {createRng} from "../../../../lib/rng.js";
import {expectedLoss, fewestSteps} from "../../../../src/components/chapters/what-comes-next/batch-model.js";
import {type EdgePoint, edgeRun} from "../../../../src/components/chapters/what-comes-next/edge-run.js";
import {
  courses,
  type ScheduleRun,
  STEPS,
  scheduleRuns
} from "../../../../src/components/chapters/what-comes-next/schedule-runs.js";

test("the closed form of the noisy quadratic agrees with simulated runs, within 4 %", () => {
  const options = {batch: 4, noise: 2};
  const [steps, learningRate, runs] = [60, 0.3, 3000];
  const rng = createRng(5);
  let total = 0;
  let first = 0;
  for (let i = 1; i <= 40; ++i) {
    const c = 1 / i;
    first += c / 2;
    for (let run = 0; run < runs; ++run) {
      let theta = 1;
      for (let t = 0; t < steps; ++t) {
        const noise = Math.sqrt((options.noise * c) / options.batch) * rng.normal();
        theta -= learningRate * (c * theta + noise);
      }
      total += (c / 2) * theta * theta;
    }
  }
  const simulated = total / runs / first;
  expect(Math.abs(simulated / expectedLoss(steps, learningRate, options) - 1)).toBeLessThan(0.04);
});

test("small batches scale perfectly, large ones not at all; the found steps do reach the target", () => {
  const at = (batch: number) => fewestSteps({batch, noise: 30});
  expect(at(1).steps / at(2).steps).toBeGreaterThan(1.9);
  expect(at(8192).steps / at(16384).steps).toBeLessThan(1.15);
  const {steps, learningRate} = at(64);
  expect(expectedLoss(steps, learningRate, {batch: 64, noise: 30})).toBeLessThanOrEqual(0.05);
  expect(expectedLoss(steps - 1, learningRate, {batch: 64, noise: 30})).toBeGreaterThan(0.05);
});

test.each([0.2, 0.3])("at learning rate %s the sharpness ends within 15 % of 2/α", (learningRate) => {
  const points = [...edgeRun({learningRate, steps: 600})].filter((p): p is EdgePoint => p?.sharpness !== undefined);
  const late = points.filter(({step}) => step > 400).map(({sharpness}) => sharpness ?? 0);
  const mean = late.reduce((a, b) => a + b) / late.length;
  expect(Math.abs((mean * learningRate) / 2 - 1)).toBeLessThan(0.15);
});

test("a rate far above the bound overflows and ends", () => {
  const points = [...edgeRun({learningRate: 8, steps: 200})].filter((p) => p !== undefined);
  expect(points.length).toBeLessThan(200);
});

test("a decaying rate ends with a quieter loss than a constant one", () => {
  const runs: Record<string, ScheduleRun> = Object.fromEntries(
    Object.keys(courses).map((name) => [name, {rates: [], losses: []}])
  );
  for (const _ of scheduleRuns(runs, {learningRate: 1.5}));
  expect(runs.cosine.rates[STEPS]).toBeCloseTo(0, 9);
  expect(runs.warmUp.rates[0]).toBeLessThan(0.1);
  const spread = (name: string) => {
    const late = runs[name].losses.slice(-12);
    return Math.max(...late) - Math.min(...late);
  };
  expect(spread("cosine")).toBeLessThan(spread("constant") / 10);
});
