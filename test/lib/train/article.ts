import type {Dataset} from "../../../lib/data/dataset.js";
import {dense, hashOf, sequential} from "../../../lib/nn/index.js";
import {adam} from "../../../lib/optim/index.js";
import {type EngineFactory, fit, tapeEngine} from "../../../lib/train/index.js";

const article = (dtype: "float32" | "float64") =>
  sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)], {seed: 1, dtype});

/** The first 100 steps of the article's program: their losses, and the hash of the weights after them. */
export async function hundredSteps(data: Dataset, engine?: EngineFactory) {
  return train(article("float32"), data, engine);
}

/** The same by the float64 tape, from the same weights. */
export async function hundredStepsExactly(data: Dataset) {
  const model = article("float64");
  model.parameters.set(article("float32").parameters);
  return train(model, data, tapeEngine);
}

async function train(model: ReturnType<typeof article>, data: Dataset, engine?: EngineFactory) {
  const run = fit(model, data, {optimizer: adam(), batchSize: 32, epochs: 100, seed: 1, engine});
  const losses: number[] = [];
  for await (const event of run) {
    if (event.type === "step") losses.push(event.loss);
    if (losses.length === 100) break;
  }
  return {engine: run.engine, losses, hash: hashOf(model.parameters)};
}

/** The largest relative difference between two lists of losses. */
export const difference = (found: readonly number[], exact: readonly number[]): number =>
  Math.max(...exact.map((v, i) => Math.abs(found[i] - v) / v));
