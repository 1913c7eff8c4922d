import {describe, expect, test} from "vitest";
import {type Dataset, take} from "../../../lib/data/dataset.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {levels, supports} from "../../../lib/kernels/index.js";
import {
  type Activation,
  batchNorm,
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
  lbfgs,
  momentum,
  type Optimizer,
  optimizer,
  radam,
  rmsprop,
  rprop,
  rules,
  type Settings,
  withAveraging,
  withClippedNorm,
  withClippedValues,
  withDecoupledWeightDecay,
  withWeightDecay
} from "../../../lib/optim/index.js";
import {createRng} from "../../../lib/rng.js";
import type {Floats} from "../../../lib/tensor/tensor.js";
import {type Engine, evaluate, fastEngine, fastEngineAt, fit, tapeEngine} from "../../../lib/train/index.js";
import type {LossName} from "../../../lib/train/loss.js";
import {fusedPlanOf} from "../../../lib/train/plan/fused-wrappers.js";

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
  engine.sync();
  for (let i = 0; i < model.buffers.length; ++i) expect(model.buffers[i]).toBeCloseTo(reference.buffers[i], 4);
  const [average, expected] = [engine.state()?.average, tape.state()?.average].map((v) => v as Floats | undefined);
  expect(average?.length).toBe(expected?.length);
  expected?.forEach((v, i) => {
    expect(average?.[i]).toBeCloseTo(v, 4);
  });
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

  const settled: Record<string, Optimizer> = {
    "RMSProp with momentum": rmsprop({learningRate: 1e-3, momentum: 0.9}),
    "centred RMSProp": rmsprop({learningRate: 1e-3, centered: true}),
    "RMSProp as Graves has it": rmsprop({convention: "paper"}),
    "RMSProp as Keras has it": rmsprop({convention: "keras"}),
    "Rprop with its step back": rprop({convention: "paper", learningRate: 1e-3}),
    "RAdam as in the paper": radam({convention: "paper", beta2: 0.9})
  };
  test.each(Object.entries(settled))("%s within 1e-4", (_, o) => {
    expect(compare({layers: small("tanh"), data: regression, optimizer: o}, level)).toBeLessThan(1e-4);
  });

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
    "decoupled weight decay of Adam": {layers: article, optimizer: withDecoupledWeightDecay(adam(), 0.1)},
    "clipped slopes": {layers: article, optimizer: withClippedValues(momentum(), 1e-3)},
    "a clipped gradient": {layers: article, optimizer: withClippedNorm(gradientDescent({learningRate: 0.1}), 0.5)},
    "three wrappers and the average": {
      layers: article,
      optimizer: withAveraging(withClippedNorm(withWeightDecay(momentum({learningRate: 0.05}), 0.01), 0.5), 0.9)
    },
    "batch norm": {
      // No bias before a norm: nothing depends on it, and Adam would make steps of the rounding in its gradient.
      layers: () => [
        dense(784, 19, {bias: false}),
        batchNorm(19),
        dense(19, 12, {activation: "relu"}),
        batchNorm(12),
        dense(12, 10)
      ],
      optimizer: adam()
    },
    "layer norm": {
      layers: () => [layerNorm(784), dense(784, 19, {activation: "relu"}), layerNorm(19), dense(19, 10)],
      optimizer: adam()
    },
    "norms of images": {
      layers: () => [
        conv2d(1, 3, 5, {stride: 2, activation: "relu"}),
        batchNorm(3),
        conv2d(3, 2, 3),
        layerNorm([2, 10, 10]),
        flatten(),
        dense(200, 10)
      ],
      optimizer: adam(),
      batchSize: 8
    },
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
  const search = fit(sequential([dense(784, 10)]), digits, {optimizer: lbfgs()});
  expect(search.engine).toBe("tape");
  expect(engineOf([dense(784, 10)], "float32")).toBe(levels.find(supports));
});

test("every rule that asks for gradients only has an update by kernels, wrapped or not", () => {
  for (const rule of Object.values(rules).filter(({needs}) => needs === "gradient")) {
    const made = optimizer(rule.name);
    expect(fusedPlanOf(made.rule), rule.name).toBeDefined();
    expect(fusedPlanOf(withAveraging(withClippedValues(made, 1), 0.9).rule), rule.name).toBeDefined();
  }
  // A rule of one's own runs as it is written, whatever it was made from.
  expect(fusedPlanOf({...withWeightDecay(adam(), 0.1).rule})).toBeUndefined();
});

test("centring and momentum of RMSProp may be turned on in a run", () => {
  const model = sequential([dense(784, 10)], {seed: 1});
  const reference = sequential([dense(784, 10)], {dtype: "float64"});
  reference.parameters.set(model.parameters);
  const {rule, settings} = rmsprop({learningRate: 1e-3});
  const setup = {data: digits, loss: "crossEntropy", rule, settings, batchSize: 32, seed: 1} as const;
  const [engine, tape] = [fastEngine({...setup, model}) as Engine, tapeEngine({...setup, model: reference})];
  for (let step = 0; step < 30; ++step) {
    const now = {...settings, ...(step > 9 && {momentum: 0.5}), ...(step > 19 && {centered: true})};
    const indices = Uint32Array.from({length: 32}, (_, i) => (step * 32 + i) % digits.count);
    const [a, b] = [engine.step(indices, now), tape.step(indices, now)];
    expect(Math.abs(a - b) / b).toBeLessThan(1e-4);
  }
});

test("batch norm says that one example has no variance", () => {
  const model = sequential([dense(784, 4), batchNorm(4), dense(4, 10)], {seed: 1});
  const {rule, settings} = adam();
  const engine = fastEngine({
    model,
    data: digits,
    loss: "crossEntropy",
    rule,
    settings,
    batchSize: 2,
    seed: 1
  }) as Engine;
  expect(() => engine.step([3], settings)).toThrow("batchNorm: invalid batch: 1 number a channel");
});

test("evaluation by kernels agrees with the tape's within 1e-6, whatever the batch", () => {
  const layers = [dense(784, 16, {activation: "relu"}), batchNorm(16), dropout(0.5), layerNorm(16), dense(16, 10)];
  const model = sequential(layers, {seed: 1});
  const reference = sequential(layers, {dtype: "float64"});
  for (let i = 0; i < 32; ++i) model.buffers[i] = i < 16 ? i / 20 - 0.4 : 0.1 + i / 50;
  reference.parameters.set(model.parameters);
  reference.buffers.set(model.buffers);
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
