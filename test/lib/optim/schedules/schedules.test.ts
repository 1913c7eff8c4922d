import {expect, test} from "vitest";
import {gradientDescent, momentum, rmsprop, schedules} from "../../../../lib/optim/index.js";
import {descend, surface} from "../../../../lib/surfaces/index.js";

const {
  compose,
  cosine,
  cosineRestarts,
  courseOf,
  exponential,
  multiStep,
  oneCycle,
  ratesOf,
  reduceOnPlateau,
  rules,
  sequence,
  warmUp
} = schedules;

test("a sequence starts each schedule afresh at its milestone", () => {
  const rates = ratesOf(sequence([warmUp({steps: 4, from: 0}), exponential({factor: 0.5})], [4]), {
    steps: 7,
    learningRate: 8
  });
  expect(rates).toEqual([0, 2, 4, 6, 8, 4, 2]);
  expect(() => sequence([warmUp()], [3])).toThrow("sequence: mismatched lengths: 1 schedules and 1 milestones");
  expect(() => sequence([warmUp(), cosine(), cosine()], [5, 5])).toThrow("sequence: invalid milestones: 5, 5");
});

test("composed schedules take each other's rate for the one that was set", () => {
  const rates = ratesOf(compose(warmUp({steps: 2, from: 0.5}), exponential({factor: 0.5})), {
    steps: 4,
    learningRate: 8
  });
  expect(rates).toEqual([4, 3, 2, 1]);
});

test("a schedule holds no state: two runs of one plateau schedule are alike", () => {
  const schedule = reduceOnPlateau({factor: 0.5, patience: 0});
  const run = () => {
    const course = courseOf(schedule);
    return [1, 1, 1].map((metric) => {
      course.observe?.(metric, 1);
      return course.rate(0, 1);
    });
  };
  expect(run()).toEqual([1, 0.5, 0.25]);
  expect(run()).toEqual([1, 0.5, 0.25]);
});

test("descend follows a schedule, and hands a plateau schedule every loss", () => {
  const options = {start: [1, 1] as const, steps: 3};
  const moments = [
    ...descend(surface("bowl"), gradientDescent({learningRate: 0.5}), {
      ...options,
      schedule: multiStep({milestones: [1, 2], factor: 0})
    })
  ];
  expect(moments.map((m) => m.theta[0])).toEqual([1, 0.5, 0.5, 0.5]);
  // With α = 2 the bowl's θ only changes its sign: no loss is better than the one before, so α is halved each time.
  const stuck = [
    ...descend(surface("bowl"), gradientDescent({learningRate: 2}), {
      ...options,
      schedule: reduceOnPlateau({factor: 0.5, patience: 0})
    })
  ];
  expect(stuck.map((m) => m.theta[0])).toEqual([1, -1, 1, 0]);
});

test("one cycle sets the momentum of whoever has one", () => {
  const schedule = oneCycle({steps: 10, lowestMomentum: 0.25, highestMomentum: 0.5});
  const course = courseOf(schedule);
  const names = (settings: Record<string, string | number | boolean | null>) =>
    Object.entries(schedules.scheduledSettings(settings, course, 2)).filter(([, v]) => v === 0.25);
  expect(names(momentum().settings)).toEqual([["beta", 0.25]]);
  expect(names(rmsprop().settings)).toEqual([["momentum", 0.25]]);
  expect(schedules.scheduledSettings(gradientDescent().settings, course, 2)).toEqual({learningRate: 0.01});
});

test.each([false, true])("a cycle whose rise takes one step begins at its peak (three phases: %s)", (threePhase) => {
  const schedule = oneCycle({steps: 20, rise: 0.05, threePhase});
  const rates = ratesOf(schedule, {steps: 22, learningRate: 4});
  expect(rates.every(Number.isFinite)).toBe(true);
  expect(Math.max(...rates)).toBe(rates[0]);
  expect(rates.slice(19)).toEqual(Array(3).fill(4 / 25 / 1e4));
  expect(courseOf(schedule).momentum?.(0)).toBe(0.85);
});

test("warm restarts come where PyTorch has them, also with periods of one step", () => {
  expect(ratesOf(cosineRestarts({period: 2}), {steps: 5, learningRate: 8})).toEqual([8, 4, 8, 4, 8]);
  expect(ratesOf(cosineRestarts({period: 1}), {steps: 3, learningRate: 8})).toEqual([8, 8, 8]);
  const growing = ratesOf(cosineRestarts({period: 1, growth: 2}), {steps: 7, learningRate: 8});
  [8, 8, 4, 8].forEach((rate, k) => {
    expect(growing[k]).toBeCloseTo(rate, 12);
  });
});

test("a rate that is negative or no number is named with its step, and reaches no parameter", () => {
  const run = (rate: number) => () => [
    ...descend(surface("bowl"), gradientDescent(), {
      start: [1, 1],
      steps: 5,
      schedule: (step) => (step === 3 ? rate : 0.1)
    })
  ];
  for (const rate of [Number.NaN, -1, Infinity])
    expect(run(rate)).toThrow(`schedule: invalid learning rate: ${rate} in step 3; expected 0 ≤ α, finite`);
});

test("schedules refuse what they cannot follow", () => {
  expect(() => multiStep({milestones: [1.5]})).toThrow(
    "multiStep: invalid milestones: 1.5; expected a list of whole numbers"
  );
  expect(() => cosine({steps: 0})).toThrow("cosine: invalid steps: 0; expected 1 ≤ steps, finite");
  expect(() => schedules.schedule("cosin")).toThrow(
    `unknown schedule: cosin; expected one of ${Object.keys(rules)[0]}`
  );
});
