import {expect, test} from "vitest";
import {adam, gradientDescent} from "../../../lib/optim/index.js";
import {descend, gradientAt} from "../../../lib/surfaces/index.js";
import {ravineOf} from "../../../lib/surfaces/ravine.js";
import {
  grid,
  stageOptimizer,
  stages,
  texOfStage,
  tune,
  workedStep
} from "../../../src/components/chapters/adam/family.js";
import {slantedRavine, stepsToReach, turned} from "../../../src/components/chapters/adam/rotation.js";
import {stepSizes, uncorrectedStep} from "../../../src/components/chapters/adam/uncorrected.js";

test("under a constant gradient Adam's steps are α; without correction they follow the closed form", () => {
  const settings = {beta1: 0.9, beta2: 0.999, steps: 200};
  for (const size of stepSizes({...settings, corrected: true})) expect(size).toBeCloseTo(1, 12);
  for (const [i, size] of stepSizes({...settings, corrected: false}).entries())
    expect(size).toBeCloseTo(uncorrectedStep(i + 1, 0.9, 0.999), 10);
  expect(uncorrectedStep(1, 0.9, 0.999)).toBeCloseTo(Math.sqrt(10), 10);
});

test("the ravine turned by an angle has the turned gradient", () => {
  const straight = gradientAt(slantedRavine(30, 0), 1.2, -0.7).gradient;
  for (const angle of [0.3, 1.1]) {
    const {gradient} = gradientAt(slantedRavine(30, angle), ...turned([1.2, -0.7], angle));
    const expected = turned(straight, angle);
    for (let i = 0; i < 2; ++i) expect(gradient[i]).toBeCloseTo(expected[i], 10);
  }
});

test("gradient descent needs the same steps at every angle; Adam needs more at a slant", () => {
  const steps = (optimizer: ReturnType<typeof adam>, angle: number) =>
    stepsToReach(slantedRavine(30, angle), optimizer, {start: turned([-2, 1], angle), limit: 4000, distance: 0.05});
  const plain = [0, 0.4, 0.8].map((angle) => steps(gradientDescent({learningRate: 2 / 31}), angle));
  expect(new Set(plain).size).toBe(1);
  const settings = {learningRate: 0.1};
  expect(steps(adam(settings), Math.PI / 4)).toBeGreaterThan(1.15 * (steps(adam(settings), 0) ?? Infinity));
});

test("a large rate makes Adam blind to the slant, and throws it out of the minimum thousands of steps later", () => {
  const bold = adam({learningRate: 0.5});
  const needed = (angle: number, limit: number) =>
    stepsToReach(slantedRavine(30, angle), bold, {start: turned([-2, 1], angle), limit, distance: 0.01});
  const [straight, slanted] = [needed(0, 600), needed(Math.PI / 4, 600)];
  expect(slanted! / straight!).toBeCloseTo(1, 0.5);
  expect(needed(Math.PI / 4, 4000)).not.toBe(slanted);
});

test("a stage is given the rate of the grid that arrives first and stays, or else that ends nearest", () => {
  const land = {...ravineOf({condition: 30}), start: [-2.4, 1] as [number, number], minimum: [0, 0] as const};
  const tuned = (stage: (typeof stages)[number], steps: number) => {
    const search = tune(stage, land, {...land, steps});
    for (;;) {
      const {done, value} = search.next();
      if (done) return value;
    }
  };
  expect(tuned("gradientDescent", 120)).toBe(0.06);
  // In three steps nobody arrives: the nearest is taken, and it is not the smallest rate.
  expect(tuned("gradientDescent", 3)).toBeGreaterThan(grid[0]);
  const arrival = (alpha: number) =>
    stepsToReach(land, stageOptimizer("rmsprop", alpha), {start: land.start, limit: 120, distance: 0.026});
  const best = Math.min(...grid.map((alpha) => arrival(alpha) ?? Infinity));
  expect(arrival(tuned("rmsprop", 120))).toBe(best);
});

test("RMSProp is shown without the velocity that it does not use here, the others as the library has them", () => {
  expect(texOfStage("rmsprop").join()).not.toContain("\\mu");
  expect(texOfStage("adagrad")).toEqual(stageOptimizer("adagrad", 1).rule.tex);
});

test.each(stages)("the numbers shown for %s give the step that was made", (stage) => {
  const alpha = 0.06;
  const path = [...descend(ravineOf({condition: 30}), stageOptimizer(stage, alpha), {start: [-2.4, 1], steps: 6})];
  for (const axis of [0, 1] as const) {
    const {numerator, gathered, shrunk, delta} = workedStep(stage, path[4], path[5], axis);
    const step = gathered === undefined ? numerator : numerator / (Math.sqrt(gathered) + 1e-8);
    expect(-alpha * (step + (shrunk ? shrunk.decay * shrunk.theta : 0))).toBeCloseTo(delta, 9);
    expect(delta).toBe(path[5].delta[axis]);
  }
});
