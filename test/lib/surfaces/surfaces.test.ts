import {describe, expect, test} from "vitest";
import {adam, gradientDescent} from "../../../lib/optim/index.js";
import {
  curvatureAt,
  descend,
  gradientAt,
  gradientsAt,
  gridOf,
  hessianAt,
  lossAt,
  neuronExamples,
  neuronLoss,
  surface,
  surfaces
} from "../../../lib/surfaces/index.js";
import {add, checkGradient, log, mul, type Tensor, tensor} from "../../../lib/tensor/index.js";

describe.each(surfaces.map((s) => [s.id, s] as const))("%s", (_, s) => {
  test("has no slope at its minima, the stated loss, and curves up there", () => {
    for (const {x, y, loss} of [...s.minima, ...(s.localMinima ?? [])]) {
      const at = gradientAt(s, x, y);
      expect(Math.hypot(...at.gradient)).toBeLessThan(1e-6);
      expect(at.loss).toBeCloseTo(loss, 10);
      expect(curvatureAt(s, x, y)[1]).toBeGreaterThan(0);
    }
  });
  test("has no slope at its saddles, and ways up and down from there", () => {
    for (const {x, y} of s.saddles ?? []) {
      expect(Math.hypot(...gradientAt(s, x, y).gradient)).toBeLessThan(1e-9);
      const ring = Array.from({length: 12}, (_, i) => (2 * Math.PI * i) / 12);
      const losses = ring.map((a) => lossAt(s, x + 1e-3 * Math.cos(a), y + 1e-3 * Math.sin(a)));
      const loss = lossAt(s, x, y);
      expect(Math.max(...losses)).toBeGreaterThan(loss);
      expect(Math.min(...losses)).toBeLessThan(loss);
    }
  });
  test("lies no lower anywhere on a grid than at its deepest minimum", () => {
    expect(Math.min(...gridOf(s, 121, 97, s.domain))).toBeGreaterThanOrEqual(s.minima[0].loss - 1e-12);
    for (const m of s.minima) expect(m.loss).toBeGreaterThanOrEqual(s.minima[0].loss);
  });
  test("agrees with central differences within 1e-6 at its start", () => {
    const [x, y] = s.starts[0];
    expect(checkGradient((a, b) => s.J(a, b), [tensor(x), tensor(y)]).error).toBeLessThan(1e-6);
  });
  test("gives on a grid what it gives point by point", () => {
    const grid = gridOf(s, 4, 3, s.domain);
    const {x, y} = s.domain;
    expect(grid[1 * 4 + 2]).toBeCloseTo(lossAt(s, x[0] + ((x[1] - x[0]) * 2) / 3, (y[0] + y[1]) / 2), 9);
    const [gx] = gradientsAt(s, Float64Array.of(0.3, 1), Float64Array.of(0.2, -1));
    expect(gx[1]).toBeCloseTo(gradientAt(s, 1, -1).gradient[0], 9);
  });
  test("gradient descent at its learning rate stays finite, and ends lower than it began", () => {
    for (const start of s.starts) {
      const moments = [...descend(s, gradientDescent({learningRate: s.learningRate}), {start, steps: 300})];
      expect(moments.at(-1)?.stopped).toBeUndefined();
      expect(moments.at(-1)?.loss).toBeLessThan(moments[0].loss);
    }
  });
  test("starts inside its domain", () => {
    for (const [x, y] of s.starts) {
      expect(x >= s.domain.x[0] && x <= s.domain.x[1] && y >= s.domain.y[0] && y <= s.domain.y[1]).toBe(true);
    }
  });
});

test("the Hessian of the ravine is its two curvatures", () => {
  expect([...hessianAt(surface("ravine"), 1, 1)]).toEqual([1, 0, 0, 20]);
});

test("gradient descent is thrown back by the cliff's wall, and overflows with twice the learning rate", () => {
  const cliff = surface("cliff");
  const run = (learningRate: number) => [
    ...descend(cliff, gradientDescent({learningRate}), {start: cliff.starts[0], steps: 300})
  ];
  const moments = run(cliff.learningRate);
  expect(Math.max(...moments.map((m) => Math.hypot(...m.delta)))).toBeGreaterThan(1);
  expect(moments.at(-1)?.loss).toBeLessThan(1e-3);
  expect(run(0.1).at(-1)?.stopped?.reason).toBe("diverged");
});

test("the loss of the neuron is the mean over its examples", () => {
  const each = neuronExamples.map((e) => lossAt(neuronLoss([e]), 1, -1));
  expect(lossAt(surface("neuron"), 1, -1)).toBeCloseTo(each.reduce((a, b) => a + b) / each.length, 14);
});

test("an unknown surface lists the known ones", () => {
  expect(() => surface("hill")).toThrow("surface: unknown surface: hill; expected one of bowl, ravine");
});

test("descend yields the start and every step", () => {
  const moments = [...descend(surface("bowl"), gradientDescent({learningRate: 0.5}), {start: [2, 0], steps: 3})];
  expect(moments.map((m) => m.theta[0])).toEqual([2, 1, 0.5, 0.25]);
  expect(moments[2].delta).toEqual([-0.5, -0]);
});

test("a run that overflows ends at that step and says so", () => {
  const moments = [
    ...descend(surface("rosenbrock"), gradientDescent({learningRate: 1}), {start: [-1.5, 2], steps: 100})
  ];
  const last = moments.at(-1);
  expect(last?.stopped?.message).toContain(`At step ${last?.step}`);
  expect(moments.length).toBeLessThan(10);
});

test("a run that leaves the domain of its loss, or starts outside of it, says just that", () => {
  const J = (x: Tensor, y: Tensor) => add(log(x), mul(y, y));
  const run = (x: number) => [...descend({J}, gradientDescent({learningRate: 0.3}), {start: [x, 1], steps: 50})];
  const left = run(1).at(-1);
  expect(left?.stopped).toEqual({
    reason: "diverged",
    message: "At step 3 the loss is NaN: it was -1.28 one step before. A smaller learning rate may hold it."
  });
  const outside = run(-1);
  expect(outside).toHaveLength(1);
  expect(outside[0].stopped?.message).toBe(
    "At the start the loss is NaN and its gradient -1, 2: a descent needs finite numbers."
  );
  expect(() => [...descend({J}, gradientDescent(), {start: [1, 1], steps: Number.NaN})]).toThrow(
    "descend: invalid steps: NaN"
  );
});

test("a grid of one column or row is where the domain begins", () => {
  expect([...gridOf(surface("bowl"), 1, 2, {x: [2, 3], y: [0, 4]})]).toEqual([2, 10]);
});

test("Adam's state is kept at every step", () => {
  const [, first] = descend(surface("bowl"), adam({learningRate: 0.1}), {start: [2, 1], steps: 1});
  expect(first.state.t).toBe(1);
  expect((first.state.mHat as number[])[0]).toBeCloseTo(2, 12);
});
