import {expect, test} from "vitest";
import {gradientDescent, momentum} from "../../../lib/optim/index.js";
import {iterate} from "../../../src/components/chapters/iterate.js";
import {
  bestDescent,
  bestMomentum,
  momentumRate,
  ravineRate,
  stabilityBound
} from "../../../src/components/chapters/momentum/rate.js";
import {roll, wellsAt} from "../../../src/components/chapters/momentum/wells.js";
import {rateInWords} from "../../../src/components/chapters/rate-words.js";

/** The rate that a run of the library shows on ½λθ², from the size of (θ, Δ) over many steps. */
function measured(alpha: number, beta: number, lambda: number, nesterov: boolean): number {
  const run = iterate(
    momentum({learningRate: alpha, beta, nesterov}),
    (theta, out) => {
      out[0] = lambda * theta[0];
    },
    {start: [1], steps: 400}
  );
  const size = (t: number) => Math.hypot(run[t].theta[0], run[t].delta[0]);
  // Complex roots make the size swing, so whole blocks are compared.
  const block = (from: number) => Math.max(...Array.from({length: 60}, (_, i) => size(from + i)));
  return (block(340) / block(100)) ** (1 / 240);
}

test("closed-form rates agree with runs of the library to 2 %, with and without Nesterov", () => {
  for (const nesterov of [false, true])
    for (const [product, beta] of [
      [0.1, 0],
      [0.05, 0.5],
      [0.5, 0.5],
      [1.2, 0.3],
      [0.3, 0.8],
      [1.1, 0.6],
      [0.02, 0.2]
    ]) {
      const {radius} = momentumRate(product, beta, {nesterov});
      if (radius < 1 && radius > 0.8) expect(measured(product / 3, beta, 3, nesterov) / radius).toBeCloseTo(1, 1.7);
    }
});

test("complex roots have radius √β, whatever the learning rate", () => {
  for (const product of [0.2, 1, 2, 3]) expect(momentumRate(product, 0.81)).toEqual({radius: 0.9, motion: "swings"});
});

test("the rate is 1 exactly at the bounds 2(1 + β) and 2(1 + β)/(1 + 2β)", () => {
  for (const nesterov of [false, true])
    for (const beta of [0, 0.3, 0.9]) {
      const bound = stabilityBound(beta, {nesterov});
      expect(momentumRate(bound, beta, {nesterov}).radius).toBeCloseTo(1, 12);
      expect(momentumRate(bound * 1.001, beta, {nesterov}).radius).toBeGreaterThan(1);
      expect(momentumRate(bound * 0.999, beta, {nesterov}).radius).toBeLessThan(1);
    }
  expect(stabilityBound(0.9, {nesterov: true})).toBeLessThan(2);
});

test("no setting on a grid beats the closed-form best, for descent and for the heavy ball", () => {
  for (const condition of [5, 50]) {
    const best = bestMomentum(condition);
    expect(ravineRate(best.alpha, best.beta, condition).radius).toBeCloseTo(best.radius, 6);
    const plain = bestDescent(condition);
    expect(ravineRate(plain.alpha, 0, condition).radius).toBeCloseTo(plain.radius, 12);
    for (let i = 1; i < 60; ++i)
      for (let j = 0; j < 60; ++j) {
        const alpha = (i / 60) * (4 / condition);
        expect(ravineRate(alpha, j / 60, condition).radius).toBeGreaterThan(best.radius - 1e-9);
        expect(ravineRate(alpha, 0, condition).radius).toBeGreaterThan(plain.radius - 1e-9);
      }
  }
});

test("balls started together roll as they would alone", () => {
  const optimizer = momentum({learningRate: 0.05, beta: 0.9});
  const together = roll(optimizer, {depth: 0.5, starts: [-3, -1, 0.5], steps: 50});
  const alone = roll(optimizer, {depth: 0.5, starts: [-1], steps: 50});
  expect(together.at(-1)!.theta[1]).toBeCloseTo(alone.at(-1)!.theta[0], 12);
});

test("from the chapter's starts the balls end where its prose says", () => {
  const end = (beta: number, start: number, depth = 0.2) => {
    const optimizer = beta ? momentum({learningRate: 0.05, beta}) : gradientDescent({learningRate: 0.05});
    return roll(optimizer, {depth, starts: [start], steps: 600}).at(-1)!.theta[0];
  };
  const dips = [end(0, -3), end(0, 0), end(0, 3)];
  const losses = wellsAt(0.2, dips);
  expect(Math.min(...losses)).toBe(losses[1]);
  // Stays in the first dip; rolls to the deepest; rolls past it.
  expect(end(0, -4.6)).toBeCloseTo(dips[0], 3);
  expect(end(0.95, -4.6)).toBeCloseTo(dips[1], 3);
  expect(end(0.97, -4.6)).toBeCloseTo(dips[2], 3);
  // No speed, no escape; deeper dips, no escape.
  expect(end(0.95, -3)).toBeCloseTo(dips[0], 3);
  expect(end(0.95, -4.2, 0.5)).toBeCloseTo(end(0, -4.2, 0.5), 3);
});

test("a motion is what a run shows: creeping keeps its side, a zigzag changes it at every step, swings do neither", () => {
  for (const nesterov of [false, true])
    for (const [product, beta, motion] of [
      [0.05, 0.3, "creeps"],
      [0.5, 0.8, "swings"],
      [nesterov ? 1.2 : 2.4, 0.3, "zigzags"],
      [1.5, 0, "zigzags"]
    ] as const) {
      expect(momentumRate(product, beta, {nesterov}).motion).toBe(motion);
      const slope = (theta: Float64Array, out: Float64Array) => {
        out[0] = theta[0];
      };
      const run = iterate(momentum({learningRate: product, beta, nesterov}), slope, {start: [1], steps: 30});
      const changes = run.filter(({theta}, t) => t > 10 && theta[0] * run[t - 1].theta[0] < 0).length;
      if (motion === "creeps") expect(changes).toBe(0);
      else if (motion === "zigzags") expect(changes).toBe(20);
      else expect(changes).toBeGreaterThan(0);
    }
});

test("the rate is one number behind one equals sign, and one step is one step", () => {
  const {sentence, tex} = rateInWords({product: 1, beta: 0.5, condition: 1, form: "nesterov"});
  expect(tex).toBe("\\rho = \\max|z| = 0,\\quad z^2-(1+\\beta)(1-\\alpha\\lambda)z+\\beta(1-\\alpha\\lambda) = 0");
  expect(sentence).toContain("takes 1 step.");
  expect(rateInWords({product: 2.5, beta: 0.3, condition: 1, form: "momentum"}).sentence).toContain("jumps across");
});
