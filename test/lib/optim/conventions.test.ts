import {expect, test} from "vitest";
import {
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  momentum,
  nadam,
  nesterov,
  type Optimizer,
  radam,
  rmsprop,
  rprop
} from "../../../lib/optim/index.js";

const series = [0.5, -1.5, 2, 2, -0.25];

/** Steps of a rule in one coordinate, from θ = 1, with α multiplied by `halve` from the third step on. */
function steps({rule, settings}: Optimizer, gradients: readonly number[] = series, halve = 1): number[] {
  const theta = Float64Array.of(1);
  const state = rule.init(1, settings, theta);
  return gradients.map((g, k) => {
    const h = k < 2 ? settings : {...settings, learningRate: Number(settings.learningRate) * halve};
    const [delta] = rule.update(Float64Array.of(g), state, h, theta);
    theta[0] += delta;
    return delta;
  });
}
const expectClose = (a: readonly number[], b: readonly number[]): void =>
  a.forEach((x, i) => {
    expect(x).toBeCloseTo(b[i], 13);
  });

test.each([
  ["momentum", momentum],
  ["Nesterov", nesterov]
])("%s: PyTorch's and Keras's velocities agree while α is constant, and part when it changes", (_, make) => {
  const pytorch = make({learningRate: 0.1});
  const keras = make({learningRate: 0.1, convention: "keras"});
  expectClose(steps(keras), steps(pytorch));
  const [a, b] = [steps(pytorch, series, 0.5), steps(keras, series, 0.5)];
  expectClose(a.slice(0, 2), b.slice(0, 2));
  // Keras's velocity still carries the two old gradients at the old α.
  const carried = make === momentum ? 0.9 ** 1 * (-1.5 + 0.9 * 0.5) : 0.9 ** 2 * (-1.5 + 0.9 * 0.5);
  expect(b[2] - a[2]).toBeCloseTo(-0.05 * carried, 13);
});

test("Polyak's momentum is the last step itself", () => {
  const made = momentum({learningRate: 0.1, convention: "paper"});
  const deltas = steps(made, series, 0.5);
  for (let k = 2; k < series.length; ++k) expect(deltas[k]).toBeCloseTo(-0.05 * series[k] + 0.9 * deltas[k - 1], 13);
});

test("Adam: Keras's ε counts √(1 − β₂ᵗ)⁻¹ times as much, and hardly at all when it is small", () => {
  const first = (convention: string, epsilon: number) => steps(adam({learningRate: 1, convention, epsilon}), [0.5])[0];
  expect(first("pytorch", 0.1)).toBeCloseTo(-0.5 / (0.5 + 0.1), 13);
  expect(first("paper", 0.1)).toBe(first("pytorch", 0.1));
  expect(first("keras", 0.1)).toBeCloseTo(-0.5 / (0.5 + 0.1 / Math.sqrt(0.001)), 13);
  expect(first("keras", 0)).toBe(first("pytorch", 0));
});

test("AMSGrad: the paper corrects no moment", () => {
  const [first] = steps(amsgrad({learningRate: 1, convention: "paper", epsilon: 0}), [0.5]);
  expect(first).toBeCloseTo(-(0.1 * 0.5) / Math.sqrt(0.001 * 0.25), 12);
});

test("AdamW: the paper's decay does not depend on α", () => {
  const decay = (convention: string) =>
    steps(adamw({learningRate: 0.5, weightDecay: 0.1, convention}), [0.5])[0] -
    steps(adamw({learningRate: 0.5, weightDecay: 0, convention}), [0.5])[0];
  expect(decay("pytorch")).toBeCloseTo(-0.05, 13);
  expect(decay("keras")).toBeCloseTo(-0.05, 13);
  expect(decay("paper")).toBeCloseTo(-0.1, 13);
});

test("Adamax: ε inside the maximum, in the denominator, or nowhere", () => {
  const first = (convention: string) => steps(adamax({learningRate: 1, epsilon: 0.5, convention}), [0.5])[0];
  expect(first("pytorch")).toBeCloseTo(-0.5 / 1, 13);
  expect(first("keras")).toBeCloseTo(-0.5 / 1, 13);
  expect(first("paper")).toBeCloseTo(-1, 13);
  // The maximum remembers PyTorch's ε, Keras adds it afresh: a smaller second gradient tells them apart.
  const second = (convention: string) =>
    steps(adamax({learningRate: 1, beta1: 0, beta2: 0.5, epsilon: 0.5, convention}), [0.5, 0.1])[1];
  expect(second("pytorch")).toBeCloseTo(-0.1 / 0.6, 13);
  expect(second("keras")).toBeCloseTo(-0.1 / (0.25 + 0.5), 13);
});

test("Adagrad and RMSProp: Keras's ε stands inside the root", () => {
  expect(steps(adagrad({learningRate: 1, epsilon: 0.75, initial: 0}), [0.5])[0]).toBeCloseTo(-0.5 / 1.25, 13);
  expect(steps(adagrad({learningRate: 1, epsilon: 0.75, initial: 0, convention: "keras"}), [0.5])[0]).toBeCloseTo(
    -0.5 / 1,
    13
  );
  const rho = {learningRate: 1, rho: 0, epsilon: 0.75};
  expect(steps(rmsprop(rho), [0.5])[0]).toBeCloseTo(-0.5 / 1.25, 13);
  expect(steps(rmsprop({...rho, convention: "keras"}), [0.5])[0]).toBeCloseTo(-0.5 / 1, 13);
});

test("RMSProp: α is gathered into Keras's velocity", () => {
  const settings = {learningRate: 0.1, momentum: 0.9, epsilon: 0};
  const pytorch = rmsprop(settings);
  const keras = rmsprop({...settings, rho: 0.99, convention: "keras"});
  expectClose(steps(keras), steps(pytorch));
  expect(Math.abs(steps(keras, series, 0.5)[2] - steps(pytorch, series, 0.5)[2])).toBeGreaterThan(1e-3);
});

test("NAdam: version 1.13 of PyTorch had μₜ in the product twice", () => {
  const first = (convention: string) => steps(nadam({learningRate: 1, epsilon: 0, convention}), [1])[0];
  const mu = (t: number) => 0.9 * (1 - 0.5 * 0.96 ** (t * 0.004));
  const step = (next: number) => -(1 + (mu(2) * 0.1) / (1 - next));
  expect(first("pytorch")).toBeCloseTo(step(mu(1) * mu(2)), 12);
  expect(first("pytorch-1.13")).toBeCloseTo(step(mu(1) * mu(1) * mu(2)), 12);
});

test("RAdam: the paper rectifies one step earlier", () => {
  const started = (convention: string) => {
    const {rule, settings} = radam({convention});
    const state = rule.init(1, settings);
    for (let t = 1; ; ++t) {
      rule.update(Float64Array.of(1), state, settings, new Float64Array(1));
      if (state.rectifier) return t;
    }
  };
  expect([started("paper"), started("pytorch")]).toEqual([5, 6]);
});

test("Rprop: after a change of sign PyTorch waits, and the paper goes back", () => {
  const settings = {learningRate: 0.1};
  expectClose(steps(rprop(settings), [1, -1, -1]), [-0.1, 0, 0.05]);
  expectClose(steps(rprop({...settings, convention: "paper"}), [1, -1, -1]), [-0.1, 0.1, 0.05]);
});
