import fc from "fast-check";
import {expect, test} from "vitest";
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  amsgrad,
  gradientDescent,
  lion,
  momentum,
  nadam,
  nesterov,
  type Optimizer,
  optimizer,
  rmsprop,
  rprop,
  rules
} from "../../../lib/optim/index.js";

// The same series every time: rounding may flip a sign where gradients cancel, once in a great many.
fc.configureGlobal({seed: 7});

/** Away from 0, where rules that normalise are discontinuous. */
const slope = fc
  .tuple(fc.double({min: 0.01, max: 10, noNaN: true}), fc.boolean())
  .map(([size, negative]) => (negative ? -size : size));
const gradients = (n = 3) => fc.array(fc.array(slope, {minLength: n, maxLength: n}), {minLength: 1, maxLength: 12});
const factor = fc.double({min: 1e-3, max: 1e3, noNaN: true});

/** θ after a series of gradients from 0. */
function run({rule, settings}: Optimizer, series: readonly (readonly number[])[]): number[] {
  const n = series[0].length;
  const theta = new Float64Array(n);
  const state = rule.init(n, settings, theta);
  for (const g of series) {
    const delta = rule.update(Float64Array.from(g), state, settings, theta);
    for (let i = 0; i < n; ++i) theta[i] += delta[i];
  }
  // Adding 0 turns −0, which a mirrored 0 is, into 0.
  return Array.from(theta, (x) => x + 0);
}
const close = (a: readonly number[], b: readonly number[], tolerance = 1e-9) =>
  a.forEach((x, i) => {
    expect(Math.abs(x - b[i])).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(x)));
  });
const scaled = (series: readonly (readonly number[])[], by: number) => series.map((g) => g.map((x) => by * x));

test.each([
  ["Adam", adam({epsilon: 0})],
  ["AMSGrad", amsgrad({epsilon: 0})],
  ["Adamax", adamax({epsilon: 0})],
  ["NAdam", nadam({epsilon: 0})],
  ["RMSProp", rmsprop({epsilon: 0})],
  ["centred RMSProp with momentum", rmsprop({epsilon: 0, momentum: 0.9})],
  ["Adagrad", adagrad({epsilon: 0})],
  ["Lion", lion()],
  ["Rprop", rprop()]
])("%s without ε: the scale of the gradients does not matter (1e-9)", (_, made) => {
  fc.assert(fc.property(gradients(), factor, (series, by) => close(run(made, scaled(series, by)), run(made, series))));
});

test.each([
  ["gradient descent", gradientDescent({learningRate: 0.1})],
  ["momentum", momentum({learningRate: 0.1})],
  ["dampened momentum", momentum({learningRate: 0.1, dampening: 0.5})],
  ["Nesterov", nesterov({learningRate: 0.1})]
])("%s is linear in the gradients (1e-9)", (_, made) => {
  fc.assert(
    fc.property(gradients(), factor, (series, by) => {
      const other = series.map((g) => g.map((x, i) => x * (i - 1)));
      const both = series.map((g, k) => g.map((x, i) => by * x + other[k][i]));
      const a = run(made, series);
      const b = run(made, other);
      close(
        run(made, both),
        a.map((x, i) => by * x + b[i]),
        1e-7
      );
    })
  );
});

test.each(
  Object.values(rules)
    .filter((r) => r.needs === "gradient")
    .map((r) => [r.label, r.name])
)("%s treats each coordinate by itself, and mirrors with the gradients", (_, name) => {
  const made = optimizer(name);
  fc.assert(
    fc.property(gradients(2), (series) => {
      const [a, b] = run(made, series);
      expect(
        run(
          made,
          series.map(([x, y]) => [y, x])
        )
      ).toEqual([b, a]);
      expect(run(made, scaled(series, -1))).toEqual([0 - a, 0 - b]);
    })
  );
});

test("Lion moves every coordinate by exactly α", () => {
  fc.assert(
    fc.property(gradients(), (series) => {
      const {rule, settings} = lion({learningRate: 0.25});
      const state = rule.init(3, settings);
      for (const g of series)
        for (const d of rule.update(Float64Array.from(g), state, settings, new Float64Array(3)))
          expect(Math.abs(d)).toBe(0.25);
    })
  );
});

test("Adam's first step is α in every coordinate, and none exceeds α·(1 − β₁)/√(1 − β₂)", () => {
  fc.assert(
    fc.property(gradients(), (series) => {
      const made = adam({learningRate: 0.01, epsilon: 0});
      const state = made.rule.init(3, made.settings);
      series.forEach((g, k) => {
        const delta = made.rule.update(Float64Array.from(g), state, made.settings, new Float64Array(3));
        // Kingma and Ba (2015), section 2.1.
        for (const d of delta)
          expect(Math.abs(d)).toBeLessThanOrEqual((0.01 * (1 - 0.9)) / Math.sqrt(1 - 0.999) + 1e-12);
        if (k === 0) for (const [i, d] of delta.entries()) expect(d).toBeCloseTo(-0.01 * Math.sign(g[i]), 12);
      });
    })
  );
});

test("Adagrad's denominators never fall, nor do AMSGrad's", () => {
  fc.assert(
    fc.property(gradients(1), (series) => {
      for (const [made, name] of [
        [adagrad(), "s"],
        [amsgrad(), "vMax"]
      ] as const) {
        const state = made.rule.init(1, made.settings);
        let before = 0;
        for (const g of series) {
          made.rule.update(Float64Array.from(g), state, made.settings, new Float64Array(1));
          const now = (state[name] as Float64Array)[0];
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
      }
    })
  );
});

test("Adadelta's steps have the unit of θ: measured in another unit of θ, they are the same (ε → 0)", () => {
  // θ in units 1/c turns g into c·g; steps in those units are 1/c times as large, once √u dwarfs ε.
  const series = Array.from({length: 200}, (_, k) => [1 + 0.1 * Math.sin(k)]);
  const long = run(adadelta({epsilon: 1e-12}), series)[0];
  const short = run(adadelta({epsilon: 1e-12}), scaled(series, 1000))[0];
  expect(long / short).toBeCloseTo(1, 3);
});
