import {type Dataset, exampleSize, take} from "../../lib/data/dataset.js";
import type {Model} from "../../lib/nn/index.js";
import type {LossName} from "../../lib/train/index.js";
import type {DigitData} from "./digits.js";

export interface Score {
  readonly loss: number;
  readonly accuracy: number;
}

/** How many training examples stand for all when the training loss and accuracy are evaluated. */
export const TRAIN_SAMPLE = 2000;
const CHUNK = 500;

/** Probabilities for a whole data set, [count, classes], with a breath after each chunk. */
export async function predictAll(model: Model, data: Dataset, breathe: () => Promise<void>): Promise<Float32Array> {
  const size = exampleSize(data);
  const out = new Float32Array(data.count * data.classes);
  for (let start = 0; start < data.count; start += CHUNK) {
    const end = Math.min(data.count, start + CHUNK);
    const y = model.predict(data.inputs.subarray(start * size, end * size), {scale: data.scale, probabilities: true});
    out.set(y.data, start * data.classes);
    await breathe();
  }
  return out;
}

/** Mean loss and accuracy of probabilities; confusion[classes·label + answer] counts. */
export function scoreOf(p: Float32Array, {labels, count, classes}: Dataset, loss: LossName) {
  const confusion = new Uint32Array(classes * classes);
  let total = 0;
  let right = 0;
  for (let i = 0; i < count; ++i) {
    let best = 0;
    let squares = 0;
    for (let c = 0; c < classes; ++c) {
      const v = p[i * classes + c];
      if (v > p[i * classes + best]) best = c;
      squares += (v - Number(c === labels[i])) ** 2;
    }
    // The smallest positive float32 stands for an underflow, so that one digit cannot make the mean infinite.
    total += loss === "mse" ? squares / classes : -Math.log(Math.max(p[i * classes + labels[i]], 1.4e-45));
    right += Number(best === labels[i]);
    confusion[labels[i] * classes + best]++;
  }
  return {loss: total / count, accuracy: right / count, confusion};
}

/** The test set, and the first examples of the training set. */
export async function evaluateAll(
  model: Model,
  data: DigitData,
  loss: LossName,
  breathe: () => Promise<void>,
  train: Dataset
): Promise<{test: Score; train: Score; confusion: Uint32Array}> {
  const {confusion, ...test} = scoreOf(await predictAll(model, data.test, breathe), data.test, loss);
  const sample = take(train, TRAIN_SAMPLE);
  const {loss: trainLoss, accuracy} = scoreOf(await predictAll(model, sample, breathe), sample, loss);
  return {test, train: {loss: trainLoss, accuracy}, confusion};
}
