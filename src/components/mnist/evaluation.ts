import type {Dataset} from "../../lib/data/dataset.js";
import type {Model} from "../../lib/nn/index.js";
import {createPredictor, type LossName} from "../../lib/train/index.js";

export interface Evaluated {
  readonly loss: number;
  readonly accuracy: number;
  /** confusion[classes·label + answer] */
  readonly confusion: Uint32Array;
  /** Probabilities, [count, classes]. */
  readonly predictions: Float32Array;
}

/** How many training examples stand for all when the training loss and accuracy are evaluated. */
export const TRAIN_SAMPLE = 2000;
const CHUNK = 500;

/** Evaluates a model on one data set again and again, a chunk at a time with a breath after each. */
export function evaluator(model: Model, data: Dataset, loss: LossName) {
  const predictor = createPredictor(model, data, {batchSize: CHUNK});
  const {classes, count} = data;
  return async (breathe: () => Promise<void>): Promise<Evaluated> => {
    predictor.load();
    const p = new Float32Array(count * classes);
    for (let start = 0; start < count; start += CHUNK) {
      const n = Math.min(CHUNK, count - start);
      const outputs = predictor.outputs(start, n);
      for (let i = 0; i < n; ++i)
        probabilities(outputs, i * classes, classes, p, (start + i) * classes, loss === "mse");
      await breathe();
    }
    return {...scoreOf(p, data, loss), predictions: p};
  };
}

/** The mean loss of a few examples as a function of the flat parameters, fast enough for a whole grid of them. */
export function sampleLoss(model: Model, data: Dataset, loss: LossName): (theta: ArrayLike<number>) => number {
  const {classes, count} = data;
  const predictor = createPredictor(model, data, {batchSize: count});
  const p = new Float32Array(count * classes);
  return (theta) => {
    model.parameters.set(theta);
    predictor.load();
    const outputs = predictor.outputs(0, count);
    for (let i = 0; i < count; ++i) probabilities(outputs, i * classes, classes, p, i * classes, loss === "mse");
    return scoreOf(p, data, loss).loss;
  };
}

/** One row of outputs as probabilities: softmax of scores, or as it is where softmax was applied. */
function probabilities(out: ArrayLike<number>, from: number, n: number, p: Float32Array, to: number, done: boolean) {
  if (done) {
    for (let k = 0; k < n; ++k) p[to + k] = out[from + k];
    return;
  }
  let most = -Infinity;
  for (let k = 0; k < n; ++k) most = Math.max(most, out[from + k]);
  let total = 0;
  for (let k = 0; k < n; ++k) {
    p[to + k] = Math.exp(out[from + k] - most);
    total += p[to + k];
  }
  for (let k = 0; k < n; ++k) p[to + k] /= total;
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
