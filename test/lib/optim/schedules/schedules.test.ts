import {expect, test} from "vitest";
import {gradientDescent, momentum, rmsprop, schedules} from "../../../../lib/optim/index.js";
import {descend, surface} from "../../../../lib/surfaces/index.js";

const {compose, cosine, courseOf, exponential, multiStep, oneCycle, ratesOf, reduceOnPlateau, rules, sequence, warmUp} =
  schedules;

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

test("schedules refuse what they cannot follow", () => {
  expect(() => multiStep({milestones: [1.5]})).toThrow(
    "multiStep: invalid milestones: 1.5; expected a list of whole numbers"
  );
  expect(() => cosine({steps: 0})).toThrow("cosine: invalid steps: 0; expected 1 ≤ steps, finite");
  expect(() => schedules.schedule("cosin")).toThrow(
    `unknown schedule: cosin; expected one of ${Object.keys(rules)[0]}`
  );
});
