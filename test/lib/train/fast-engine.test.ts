import {describe, expect, test} from "vitest";
import {type Dataset, take} from "../../../lib/data/dataset.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {levels, supports} from "../../../lib/kernels/index.js";
import {
  type Activation,
  conv2d,
  dense,
  dropout,
  flatten,
  type Layer,
  layerNorm,
  maxPool2d,
  sequential
} from "../../../lib/nn/index.js";
import {
  adam,
  gradientDescent,
  momentum,
  type Optimizer,
  optimizer,
  rules,
  type Settings,
  withWeightDecay
} from "../../../lib/optim/index.js";
import {createRng} from "../../../lib/rng.js";
import {type Engine, evaluate, fastEngine, fastEngineAt, fit, tapeEngine} from "../../../lib/train/index.js";
import type {LossName} from "../../../lib/train/loss.js";

const digits = syntheticDigits(320, {seed: 3});

/** Dense inputs, float targets. */
const regression: Dataset = (() => {
  const rng = createRng(9);
  const inputs = Float64Array.from({length: 90 * 5}, () => rng.normal());
  const targets = Float64Array.from({length: 90 * 3}, (_, i) => Math.sin(inputs[i] + inputs[i + 1]));
  return {inputs, targets, labels: new Uint8Array(0), count: 90, shape: [5], scale: 1, classes: 0, source: "toy"};
})();

interface Case {
  layers: () => Layer[];
  data?: Dataset;
  loss?: LossName;
  optimizer: Optimizer;
  batchSize?: number;
}

/** The largest relative difference in loss from the float64 tape over 100 steps; batches of unequal size. */
function compare(
  {layers, data = digits, loss = data.targets ? "mse" : "crossEntropy", optimizer, batchSize = 32}: Case,
  level: "simd" | "typescript"
) {
  const inputShape = data !== digits ? [5] : layers()[0].type === "conv2d" ? [1, 28, 28] : [784];
  const model = sequential(layers(), {seed: 1, inputShape});
  const reference = sequential(layers(), {dtype: "float64", inputShape});
  reference.parameters.set(model.parameters);
  const setup = {data, loss, rule: optimizer.rule, settings: optimizer.settings, batchSize, seed: 7};
  const engine = fastEngineAt(level)({...setup, model}) as Engine;
  const tape = tapeEngine({...setup, model: reference});
  expect(engine.name).toBe(level);
  let worst = 0;
  for (let step = 0; step < 100; ++step) {
    const n = step % 5 === 4 ? 3 : batchSize;
    const indices = Uint32Array.from({length: n}, (_, i) => (step * 29 + i * 7) % data.count);
    const [a, b] = [engine.step(indices, optimizer.settings), tape.step(indices, optimizer.settings)];
    worst = Math.max(worst, Math.abs(a - b) / Math.abs(b));
    expect(engine.correct()).toBe(tape.correct());
  }
  return worst;
}

const article = () => [flatten(), dense(784, 24, {activation: "relu"}), dense(24, 10)];
const small = (activation: Activation) => () => [dense(5, 9, {activation}), dense(9, 7, {activation}), dense(7, 3)];

describe.each(["simd", "typescript"] as const)("%s", (level) => {
  test.each(Object.keys(rules).filter((name) => rules[name].needs === "gradient"))(
    "%s within 1e-4 of the tape over 100 steps",
    (name) => {
      // Rules that divide by the gradient's own size turn rounding near 0 into steps; a smaller rate keeps that down.
      const {learningRate} = optimizer(name).settings as {learningRate?: number};
      const settings: Settings = learningRate === undefined ? {} : {learningRate: Math.min(learningRate, 1e-3)};
      expect(
        compare({layers: small("tanh"), data: regression, optimizer: optimizer(name, settings)}, level)
      ).toBeLessThan(1e-4);
    }
  );

  test.each(["linear", "relu", "leakyRelu", "tanh", "sigmoid", "softplus", "geluErf", "geluTanh", "softmax"] as const)(
    "%s within 1e-4",
    (activation) => {
      expect(
        compare({layers: small(activation), data: regression, optimizer: momentum({learningRate: 0.01})}, level)
      ).toBeLessThan(1e-4);
    }
  );

  const digitCases: Record<string, Case> = {
    "the article's network": {layers: article, optimizer: adam()},
    "one layer": {layers: () => [dense(784, 10)], optimizer: gradientDescent({learningRate: 0.1})},
    "softmax and cross-entropy": {layers: () => [dense(784, 10, {activation: "softmax"})], optimizer: adam()},
    "dropout, no bias": {
      layers: () => [
        dense(784, 33, {activation: "tanh", bias: false}),
        dropout(0.3),
        dense(33, 17, {activation: "geluErf"}),
        dropout(0.1),
        dense(17, 10)
      ],
      optimizer: adam()
    },
    "dropout first": {layers: () => [dropout(0.2), dense(784, 10)], optimizer: adam()},
    "labels and mean square": {layers: () => [dense(784, 10, {activation: "sigmoid"})], loss: "mse", optimizer: adam()},
    "weight decay": {layers: article, optimizer: withWeightDecay(adam(), 0.01)},
    convolutions: {
      layers: () => [
        conv2d(1, 3, 3, {activation: "relu"}),
        maxPool2d(2),
        conv2d(3, 4, [2, 3], {activation: "tanh", stride: [2, 1], padding: [1, 2]}),
        maxPool2d([2, 3], {stride: [1, 2]}),
        flatten(),
        dense(168, 10)
      ],
      optimizer: momentum({learningRate: 0.002}),
      batchSize: 5
    },
    "batches of 100": {layers: article, optimizer: adam(), batchSize: 100}
  };
  test.each(Object.entries(digitCases))("%s within 1e-4", (_, c) => {
    expect(compare(c, level)).toBeLessThan(1e-4);
  });
});

test("same seed, same level: the same bytes, and what the tape serves instead", async () => {
  const train = async (level: (typeof levels)[number], seed: number) => {
    const model = sequential([dense(784, 16, {activation: "relu"}), dropout(0.5), dense(16, 10)], {seed: 1});
    const run = fit(model, digits, {optimizer: adam(), seed, engine: fastEngineAt(level)});
    expect(run.engine).toBe(level);
    for await (const _ of run);
    return model.parameters;
  };
  for (const level of levels.filter(supports)) {
    expect(await train(level, 1)).toEqual(await train(level, 1));
    expect(await train(level, 2)).not.toEqual(await train(level, 1));
  }
  const engineOf = (layers: Layer[], dtype: "float32" | "float64") =>
    fit(sequential(layers, {dtype}), digits, {optimizer: adam()}).engine;
  expect(engineOf([dense(784, 10)], "float64")).toBe("tape");
  expect(engineOf([layerNorm(784), dense(784, 10)], "float32")).toBe("tape");
  expect(engineOf([dense(784, 10)], "float32")).toBe(levels.find(supports));
});

test("evaluation by kernels agrees with the tape's within 1e-6, whatever the batch", () => {
  const layers = [dense(784, 16, {activation: "relu"}), dropout(0.5), dense(16, 10)];
  const model = sequential(layers, {seed: 1});
  const reference = sequential(layers, {dtype: "float64"});
  reference.parameters.set(model.parameters);
  const expected = evaluate(reference, digits);
  for (const batchSize of [7, 320, 500]) {
    const found = evaluate(model, digits, {batchSize});
    expect(found.accuracy).toBe(expected.accuracy);
    expect(Math.abs(found.loss - expected.loss) / expected.loss).toBeLessThan(1e-6);
  }
  const square = evaluate(model, take(digits, 31), {loss: "mse", batchSize: 8});
  const squareExpected = evaluate(reference, take(digits, 31), {loss: "mse", batchSize: 8});
  expect(square.accuracy).toBe(squareExpected.accuracy);
  expect(Math.abs(square.loss - squareExpected.loss) / squareExpected.loss).toBeLessThan(1e-6);
});

test("a loss that is not finite leaves the weights as they are", () => {
  const model = sequential([dense(784, 10)], {seed: 1});
  model.parameters[7845] = Number.NaN;
  const before = model.parameters.slice();
  const {rule, settings} = adam();
  const engine = fastEngine({
    model,
    data: digits,
    loss: "crossEntropy",
    rule,
    settings,
    batchSize: 32,
    seed: 1
  }) as Engine;
  expect(
    engine.step(
      Uint32Array.from({length: 32}, (_, i) => i),
      settings
    )
  ).toBeNaN();
  engine.sync();
  expect(model.parameters).toEqual(before);
});
