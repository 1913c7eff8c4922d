import {expect, test} from "vitest";
import {
  adam,
  adamw,
  armijo,
  gradientDescent,
  lbfgs,
  momentum,
  type Optimizer,
  settingsOf,
  withAveraging,
  withClippedNorm,
  withClippedValues,
  withDecoupledWeightDecay,
  withWeightDecay
} from "../../../lib/optim/index.js";
import {descend, ravineOf} from "../../../lib/surfaces/index.js";
import {add, mul, square} from "../../../lib/tensor/index.js";

const delta = ({rule, settings}: Optimizer, g: number[], theta: number[]) =>
  Array.from(rule.update(Float64Array.from(g), rule.init(g.length, settings), settings, Float64Array.from(theta)));

test("decoupled weight decay on Adam is AdamW, to the last bit", () => {
  const surface = ravineOf({condition: 7});
  const run = (made: Optimizer) => [...descend(surface, made, {start: [1, 1], steps: 50})].map((m) => m.theta);
  expect(run(withDecoupledWeightDecay(adam({learningRate: 0.1}), 0.2))).toEqual(
    run(adamw({learningRate: 0.1, weightDecay: 0.2}))
  );
});

test("coupled weight decay is descent on the penalised loss", () => {
  const plain = ravineOf({condition: 7});
  const penalized = {
    J: (x: Parameters<typeof plain.J>[0], y: typeof x) => add(plain.J(x, y), mul(0.1, add(square(x), square(y))))
  };
  for (const made of [momentum({learningRate: 0.05}), armijo(), lbfgs()]) {
    const a = [...descend(plain, withWeightDecay(made, 0.2), {start: [1, 1], steps: 8})];
    const b = [...descend(penalized, made, {start: [1, 1], steps: 8})];
    expect(a.length).toBe(b.length);
    for (const [k, {theta}] of a.entries()) for (const i of [0, 1]) expect(theta[i]).toBeCloseTo(b[k].theta[i], 10);
  }
});

test("clipping by value holds each slope, clipping by norm keeps the direction", () => {
  const base = gradientDescent({learningRate: 1});
  expect(delta(withClippedValues(base, 2), [3, -4, 1], [0, 0, 0])).toEqual([-2, 2, -1]);
  expect(delta(withClippedNorm(base, 2.5), [3, -4], [0, 0])).toEqual([-1.5, 2]);
  expect(delta(withClippedNorm(base, 6), [3, -4], [0, 0])).toEqual([-3, 4]);
});

test("averaging leaves the steps alone and starts from the first parameters it sees", () => {
  const {rule, settings} = withAveraging(gradientDescent({learningRate: 1}), 0.75);
  const state = rule.init(1, settings);
  const theta = Float64Array.of(4);
  const seen = [1, 2].map((g) => {
    theta[0] += rule.update(Float64Array.of(g), state, settings, theta)[0];
    return [theta[0], (state.average as Float64Array)[0]];
  });
  expect(seen).toEqual([
    [3, 3],
    [1, 0.75 * 3 + 0.25 * 1]
  ]);
});

test("wrappers compose: the outer one acts first, and everything can be read and set", () => {
  const made = withAveraging(withClippedNorm(withWeightDecay(momentum({learningRate: 0.5}), 0.1), 5), 0.9);
  expect(made.settings).toMatchObject({learningRate: 0.5, l2: 0.1, clipNorm: 5, averageDecay: 0.9});
  expect(made.rule.label).toBe("Momentum with weight decay and a clipped gradient and averaging");
  const state = made.rule.init(2, made.settings);
  made.rule.update(Float64Array.of(6, -8), state, made.settings, Float64Array.of(10, 0));
  // Clipped to (3, −4) first, and the penalty 0.1·θ added to that.
  expect(state.v).toEqual(Float64Array.of(4, -4));
  expect(state.average).toEqual(Float64Array.of(8, 2));
  expect(Object.keys(made.rule.quantities)).toEqual(expect.arrayContaining(["v", "penalized", "clipped", "average"]));
  expect(settingsOf(made.rule, {...made.settings, clipNorm: 1}).clipNorm).toBe(1);
});

test("a wrapped rule is not taken for the bare one", () => {
  expect(withWeightDecay(adam(), 0.1).rule.name).toBe("adam+l2");
});

test("wrappers refuse what they cannot serve", () => {
  expect(() => withDecoupledWeightDecay(adamw(), 0.1)).toThrow(
    "withDecoupledWeightDecay: invalid optimizer: adamw; expected one without weightDecay, which it has already"
  );
  expect(() => withClippedNorm(lbfgs(), 1)).toThrow(
    "withClippedNorm: invalid optimizer: lbfgs searches along the loss"
  );
  expect(() => withDecoupledWeightDecay(lbfgs(), 1)).toThrow("withDecoupledWeightDecay: invalid optimizer: lbfgs");
  expect(() => withWeightDecay(adam(), -1)).toThrow("adam+l2: invalid l2: -1; expected 0 ≤ l2, finite");
});
