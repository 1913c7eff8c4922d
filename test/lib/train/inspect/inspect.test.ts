import {expect, test} from "vitest";
import {syntheticDigits} from "../../../../lib/data/synthetic.js";
import {moons} from "../../../../lib/data/toy.js";
import {batchNorm, dense, sequential} from "../../../../lib/nn/index.js";
import {symmetricEigen} from "../../../../lib/optim/eigen.js";
import {gradientDescent} from "../../../../lib/optim/index.js";
import {createRng} from "../../../../lib/rng.js";
import {hessian} from "../../../../lib/tensor/grad.js";
import {reshape, slice} from "../../../../lib/tensor/shaping.js";
import {crossEntropy} from "../../../../lib/tensor/softmax.js";
import {tensor} from "../../../../lib/tensor/tensor.js";
import {fit} from "../../../../lib/train/index.js";
import {
  chainOf,
  firstOf,
  gradientNoise,
  lossGrid,
  principalPlane,
  sampleObjective,
  sharpness
} from "../../../../lib/train/inspect/index.js";

/** Runs a generator to its end. */
function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const {value, done} = run.next();
    if (done) return value;
  }
}

test("a path in a plane is explained by the plane, and lies on it within 1e-9", () => {
  const rng = createRng(1);
  const [u, v, c] = Array.from({length: 3}, () => Float64Array.from({length: 500}, () => rng.normal()));
  const points = Array.from({length: 12}, (_, k) =>
    Float64Array.from(c, (x, i) => x + Math.cos(k / 3) * u[i] + 0.1 * k * v[i])
  );
  const plane = principalPlane(points);
  expect(plane.explained[0] + plane.explained[1]).toBeCloseTo(1, 10);
  const [d, e] = plane.directions;
  points.forEach((p, k) => {
    const [a, b] = plane.path[k];
    p.forEach((x, i) => {
      expect(plane.centre[i] + a * d[i] + b * e[i]).toBeCloseTo(x, 9);
    });
  });
  expect(() => principalPlane(points.slice(0, 2))).toThrow("principalPlane: invalid number of points: 2");
});

test.each([
  ["straight", (k: number) => [1 + 3 * k, 2 - k, 0.5 * k]],
  ["one that stays", () => [1, 2, 3]]
])("the directions of a path that is %s are orthonormal all the same", (_, at) => {
  const {directions, path, explained} = principalPlane([0, 1, 2, 3].map((k) => Float64Array.from(at(k))));
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((s, v, i) => s + v * b[i], 0);
  const [u, v] = directions;
  for (const [a, b, expected] of [
    [u, u, 1],
    [v, v, 1],
    [u, v, 0]
  ] as const)
    expect(dot(a, b)).toBeCloseTo(expected, 12);
  for (const [, b] of path) expect(b).toBeCloseTo(0, 6);
  expect(explained[1]).toBeCloseTo(0, 12);
});

test("the grid of losses is the loss at the grid's points", () => {
  const plane = principalPlane(
    [
      [0, 0, 0],
      [2, 0, 0],
      [0, 1, 0]
    ].map((p) => Float64Array.from(p))
  );
  const grid = finish(lossGrid(plane, {a: [-1, 1], b: [-2, 2], size: 5}, (t) => t[0] + 10 * t[1]));
  const [u, v] = plane.directions;
  const at = (a: number, b: number) =>
    plane.centre[0] + a * u[0] + b * v[0] + 10 * (plane.centre[1] + a * u[1] + b * v[1]);
  expect(grid[0]).toBeCloseTo(at(-1, -2), 5);
  expect(grid[7]).toBeCloseTo(at(0, -1), 5);
  expect(grid[24]).toBeCloseTo(at(1, 2), 5);
});

test("the sharpness of a small network is the largest eigenvalue of its Hessian within 1 %", async () => {
  const data = moons(60, {seed: 2});
  const model = sequential([dense(2, 5, {activation: "tanh"}), dense(5, 2)], {seed: 3});
  for await (const _ of fit(model, data, {optimizer: gradientDescent({learningRate: 0.3}), epochs: 30})) void _;
  const {hessianTimes} = sampleObjective(model, data, "crossEntropy", firstOf(data, 60));
  const theta = model.parameters;
  const found = finish(
    sharpness((v, out) => hessianTimes(theta, v, out), theta.length, {iterations: 200, tolerance: 1e-3})
  );

  const x = tensor(Float64Array.from(data.inputs), {shape: [60, 2]});
  const J = (flat: ReturnType<typeof tensor>) =>
    crossEntropy(
      model.forward(
        x,
        model.layout.map(({offset, size, shape}) => reshape(slice(flat, [[offset, offset + size]]), shape))
      ),
      data.labels
    );
  const h = hessian(J)(tensor(Float64Array.from(theta)));
  const eigen = symmetricEigen(Float64Array.from(h.data), theta.length);
  const largest = eigen.values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  expect(Math.abs(found.value - largest) / Math.abs(largest)).toBeLessThan(0.01);
});

test("the spread of mini-batch gradients falls as one over the batch size, within a third", () => {
  const data = syntheticDigits(2000, {seed: 5});
  const model = sequential([dense(784, 12, {activation: "relu"}), dense(12, 10)], {seed: 1});
  const n = model.parameters.length;
  const axis = (k: number) => Float64Array.from({length: n}, (_, i) => Number(i === k));
  const noise = finish(
    gradientNoise(
      (indices, out) => sampleObjective(model, data, "crossEntropy", indices).valueAndGradient(model.parameters, out),
      {
        sizes: [8, 64],
        draws: 60,
        count: data.count,
        directions: [axis(n - 1), axis(n - 2)]
      }
    )
  );
  expect(noise.map(({batchSize, cloud}) => [batchSize, cloud.length])).toEqual([
    [8, 60],
    [64, 60]
  ]);
  const ratio = noise[0].spread / noise[1].spread;
  expect(ratio).toBeGreaterThan(8 / 1.34);
  expect(ratio).toBeLessThan(8 * 1.34);
});

test.each(["relu", "tanh", "sigmoid"] as const)(
  "the chain of factors is the derivative, within 1e-7 (%s)",
  (activation) => {
    const data = syntheticDigits(4, {seed: 6});
    for (const layers of [
      [dense(784, 16, {activation}), dense(16, 10)],
      [dense(784, 16, {activation}), dense(16, 8, {activation}), dense(8, 10, {activation: "softmax"})]
    ]) {
      const model = sequential(layers, {seed: 2});
      const inputs = Float64Array.from(data.inputs.subarray(0, 784), (v) => v / 255);
      const input = inputs.findIndex((v) => v > 0.5);
      const chains = Array.from({length: 16}, (_, unit) =>
        chainOf(model, {inputs, label: data.labels[0], input, unit})
      );
      expect(chains.some(({automatic}) => Math.abs(automatic) > 1e-4)).toBe(true);
      for (const c of chains) {
        expect(Math.abs(c.product - c.automatic)).toBeLessThan(1e-7);
        expect(Math.abs(c.numeric - c.automatic)).toBeLessThan(1e-7);
        if (c.terms.length) {
          const sum = c.terms.reduce((s, {weight, error}) => s + weight * error, 0);
          expect(Math.abs(sum - c.upstream)).toBeLessThan(1e-7);
        }
      }
    }
  }
);

test("the chain runs through batch normalisation too, by its running statistics, and names a weight that is not there", () => {
  const model = sequential([dense(6, 4, {activation: "tanh"}), batchNorm(4), dense(4, 3)], {seed: 2});
  const rng = createRng(4);
  model.buffers.forEach((_, i) => {
    model.buffers[i] = 0.5 + rng.uniform();
  });
  const inputs = Float64Array.from({length: 6}, () => rng.normal());
  const {product, automatic, numeric} = chainOf(model, {inputs, label: 1, input: 2, unit: 3});
  expect(Math.abs(automatic)).toBeGreaterThan(1e-4);
  expect(Math.abs(product - automatic)).toBeLessThan(1e-12);
  expect(Math.abs(numeric - automatic)).toBeLessThan(1e-8);
  expect(() => chainOf(model, {inputs, label: 1, input: 6, unit: 0})).toThrow(
    "chainOf: invalid weight: from 6 to 0; expected one of 6×4"
  );
});
