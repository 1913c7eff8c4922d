import fc from "fast-check";
import {expect, test} from "vitest";
import {symmetricEigen} from "../../../lib/optim/eigen.js";
import {
  armijo,
  conjugateGradient,
  lbfgs,
  newton,
  type Optimizer,
  optimizer,
  trustRegion
} from "../../../lib/optim/index.js";
import {strongWolfe} from "../../../lib/optim/strong-wolfe.js";
import {boundedMinimum} from "../../../lib/optim/trust-region.js";
import {descend, gradientAt, lossAt, ravineOf, surface} from "../../../lib/surfaces/index.js";

const path = (id: string, made: Optimizer, steps = 300) => [
  ...descend(surface(id), made, {start: surface(id).starts[0], steps})
];
// Whole thousandths: zeros and equal entries come up often, numbers near underflow never.
const entry = fc.integer({min: -5000, max: 5000}).map((k) => k / 1000);

test("eigenvectors are orthonormal and put the matrix together again (1e-12)", () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 5}), fc.array(entry, {minLength: 25, maxLength: 25}), (n, entries) => {
      const a = Array.from(
        {length: n * n},
        (_, k) => entries[Math.min(k % n, Math.floor(k / n)) * 5 + Math.max(k % n, Math.floor(k / n))]
      );
      const {values, vectors} = symmetricEigen(a, n);
      for (let i = 0; i < n; ++i)
        for (let j = 0; j < n; ++j) {
          let inner = 0;
          let again = 0;
          for (let k = 0; k < n; ++k) {
            inner += vectors[i * n + k] * vectors[j * n + k];
            again += values[k] * vectors[k * n + i] * vectors[k * n + j];
          }
          expect(Math.abs(inner - Number(i === j))).toBeLessThan(1e-12);
          expect(Math.abs(again - a[i * n + j])).toBeLessThan(1e-12 * 25);
        }
    })
  );
});

test("the trust region's step is the best in its disc, also where the parabola bends down", () => {
  fc.assert(
    fc.property(
      entry,
      entry,
      entry,
      entry,
      entry,
      fc.double({min: 0.1, max: 3, noNaN: true}),
      (a, b, d, g0, g1, radius) => {
        const h = [a, b, b, d];
        const p = new Float64Array(2);
        const promised = boundedMinimum(symmetricEigen(h, 2), Float64Array.of(g0, g1), radius, p);
        const model = (x: number, y: number) => g0 * x + g1 * y + 0.5 * (a * x * x + 2 * b * x * y + d * y * y);
        expect(Math.hypot(...p)).toBeLessThanOrEqual(radius * (1 + 1e-7));
        expect(model(p[0], p[1])).toBeCloseTo(-promised, 8);
        for (let k = 0; k < 48; ++k)
          for (const r of [radius, radius / 3]) {
            const [x, y] = [r * Math.cos((k * Math.PI) / 24), r * Math.sin((k * Math.PI) / 24)];
            expect(model(p[0], p[1])).toBeLessThanOrEqual(model(x, y) + 1e-6);
          }
      }
    )
  );
});

test("Newton lands on a quadratic's minimum in one step, from anywhere", () => {
  const [, first, second] = [...descend(ravineOf({condition: 1000}), newton(), {start: [-2.6, 1], steps: 5})];
  for (const x of first.theta) expect(Math.abs(x)).toBeLessThan(1e-12);
  expect(second.stopped?.reason).toBe("converged");
});

test("Newton is drawn to a saddle point; |H| and the trust region leave it", () => {
  const end = (made: Optimizer) => path("saddle", made).at(-1)!;
  expect(Math.abs(end(newton()).theta[1])).toBeLessThan(1e-9);
  for (const made of [newton({curvature: "absolute"}), trustRegion()]) expect(end(made).loss).toBeCloseTo(-0.25, 12);
});

test("Newton near a minimum doubles the digits with each step", () => {
  const errors = [...descend(surface("rosenbrock"), newton(), {start: [1.05, 1.05], steps: 6})].map((m) =>
    Math.hypot(m.theta[0] - 1, m.theta[1] - 1)
  );
  expect(errors.at(-1)).toBeLessThan(1e-12);
});

test("damping turns Newton's step towards the slope", () => {
  const {rule, settings} = newton({damping: 1e9});
  const theta = Float64Array.of(1, 1);
  const g = Float64Array.of(3, -4);
  const delta = rule.update(g, rule.init(2, settings), settings, theta, {
    loss: 0,
    valueAndGradient: () => 0,
    hessian: () => Float64Array.of(2, 1, 1, -3)
  });
  expect(delta[0] * 1e9).toBeCloseTo(-3, 5);
  expect(delta[1] * 1e9).toBeCloseTo(4, 5);
});

test("conjugate gradient needs a few steps where gradient descent with a line search needs hundreds", () => {
  const along = (made: Optimizer) =>
    [...descend(ravineOf({condition: 50}), made, {start: [-2, 1], steps: 1000})].at(-1)!;
  const plain = along(armijo());
  for (const formula of ["polakRibiere", "fletcherReeves"]) {
    const last = along(conjugateGradient({formula}));
    expect(last.stopped?.reason).toBe("converged");
    expect(last.loss).toBeLessThan(1e-18);
    expect(last.evaluations).toBeLessThan(plain.evaluations / 10);
  }
});

test.each(["armijo", "conjugateGradient", "lbfgs", "trustRegion"])("%s never goes up", (name) => {
  for (const id of ["rosenbrock", "beale", "himmelblau", "rastrigin", "saddle"]) {
    const losses = path(id, optimizer(name), 100).map((m) => m.loss);
    for (let k = 1; k < losses.length; ++k) expect(losses[k]).toBeLessThanOrEqual(losses[k - 1]);
  }
});

test("Armijo's steps lower the loss enough, and the first would not if it were twice as long", () => {
  const {J} = surface("rosenbrock");
  for (const {step, theta, loss, delta, state} of path("rosenbrock", armijo(), 30).slice(1)) {
    const length = Number(state.length);
    const then = gradientAt({J}, theta[0] - delta[0], theta[1] - delta[1]);
    const steepness = then.gradient.reduce((s, x) => s + x * x, 0);
    const enough = (t: number) => {
      const x = theta.map((at, i) => at - delta[i] - t * then.gradient[i]);
      return lossAt({J}, x[0], x[1]) <= then.loss - 1e-4 * t * steepness;
    };
    expect(loss).toBeLessThanOrEqual(then.loss - 1e-4 * length * steepness + 1e-12);
    if (step === 1) expect(enough(2 * length)).toBe(false);
  }
});

test("a strong Wolfe search meets both of its conditions, also past an overflow", () => {
  // J = e^(x⁴) along x from 1, downhill: a first step of 1000 lands beyond what a double can hold.
  const objective = {
    loss: Math.E,
    valueAndGradient(at: ArrayLike<number>, out: {[i: number]: number}) {
      const value = Math.exp(at[0] ** 4);
      out[0] = 4 * at[0] ** 3 * value;
      return value;
    }
  };
  const g = Float64Array.of(4 * Math.E);
  const d = Float64Array.of(-1);
  const found = strongWolfe(objective, {theta: Float64Array.of(1), d, loss: Math.E, g, slope: -g[0]}, {first: 1000});
  expect(found.loss).toBeLessThanOrEqual(Math.E - 1e-4 * found.t * g[0]);
  expect(Math.abs(found.g[0])).toBeLessThanOrEqual(0.9 * g[0]);
  expect(Number.isFinite(found.t)).toBe(true);
});

test("a strong Wolfe search comes back from beyond the domain, where the loss is no number but the slope is one", () => {
  // J = x − ln x: at x < 0 the loss is NaN and the slope 1 − 1/x.
  const objective = {
    loss: 3 - Math.log(3),
    valueAndGradient(at: ArrayLike<number>, out: {[i: number]: number}) {
      out[0] = 1 - 1 / at[0];
      return at[0] - Math.log(at[0]);
    }
  };
  const g = Float64Array.of(2 / 3);
  const line = {theta: Float64Array.of(3), d: Float64Array.of(-1), loss: objective.loss, g, slope: -2 / 3};
  const found = strongWolfe(objective, line, {first: 10});
  expect(found.loss).toBeLessThanOrEqual(objective.loss - 1e-4 * found.t * g[0]);
  expect(Math.abs(found.g[0])).toBeLessThanOrEqual(0.9 * g[0]);
  expect(found.evaluations).toBeLessThan(10);
});

test("a line search that shrinks slowly goes on until it finds what is lower", () => {
  const made = armijo({shrink: 0.9, learningRate: 10});
  const [first, second] = [...descend(surface("rosenbrock"), made, {start: [-1.9, 2.9], steps: 1})];
  expect(second.stopped).toBeUndefined();
  expect(second.loss).toBeLessThan(first.loss);
});

test("a trust region needs a radius", () => {
  expect(() => trustRegion({initialRadius: 0})).toThrow("trustRegion: invalid initialRadius: 0");
  expect(() => trustRegion({largestRadius: 0})).toThrow("trustRegion: invalid largestRadius: 0");
});

test("evaluations are counted: gradients, and two for a Hessian", () => {
  expect(path("ravine", optimizer("gradientDescent"), 5).map((m) => m.evaluations)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(path("rosenbrock", newton(), 2).map((m) => m.evaluations)).toEqual([1, 4, 7]);
  expect(path("rosenbrock", lbfgs({lineSearch: "none", learningRate: 0.1}), 2).map((m) => m.evaluations)).toEqual([
    1, 2, 3
  ]);
});

test("a rule that has converged ends the descent, and says so", () => {
  const last = path("rosenbrock", lbfgs()).at(-1)!;
  expect(last.stopped).toMatchObject({reason: "converged"});
  expect(last.step).toBeLessThan(60);
});
