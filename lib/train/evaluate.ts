import type {Dataset} from "../data/dataset.js";
import {createKernels} from "../kernels/index.js";
import type {Model} from "../nn/sequential.js";
import {withoutRecording} from "../tensor/op.js";
import {sizeOf} from "../tensor/shape.js";
import {checkBatchSize, createBatcher} from "./batch.js";
import {countCorrect} from "./correct.js";
import {type LossName, lossFor, lossOf} from "./loss.js";
import {isSparse, planSource} from "./plan/input.js";
import {createLayout} from "./plan/layout.js";
import {canPlan, planModel, takesSparse} from "./plan/plan.js";

export interface Evaluation {
  /** Mean over the examples. */
  readonly loss: number;
  /** Share of examples whose largest output is their label; NaN for regression. */
  readonly accuracy: number;
}

export interface EvaluateOptions {
  /** `mse` for data with targets, otherwise `crossEntropy`. */
  loss?: LossName;
  batchSize?: number;
}

/**
 * Loss and accuracy over a whole data set, without dropout and with running statistics.
 * @throws `evaluate: missing examples|invalid batchSize|mismatched shapes|unknown loss: …`
 */
export function evaluate(model: Model, data: Dataset, {loss, batchSize = 500}: EvaluateOptions = {}): Evaluation {
  if (!data.count) throw new Error("evaluate: missing examples; expected at least one");
  checkBatchSize(batchSize, "evaluate");
  const name = lossFor(data, model, loss, "evaluate");
  const evaluator = fastEvaluator(model, data, name, batchSize) ?? tapeEvaluator(model, data, name, batchSize);
  let total = 0;
  let correct = 0;
  for (let start = 0; start < data.count; start += batchSize) {
    const n = Math.min(batchSize, data.count - start);
    const part = evaluator(start, n);
    total += part.loss * n;
    correct += part.correct;
  }
  return {loss: total / data.count, accuracy: data.targets ? Number.NaN : correct / data.count};
}

/** Mean loss of n examples from `start` on, and how many of them are right. */
type Evaluator = (start: number, n: number) => {loss: number; correct: number};

/** By the kernels, batch after batch through the same arena; undefined for a model that they do not serve. */
function fastEvaluator(model: Model, data: Dataset, loss: LossName, batchSize: number): Evaluator | undefined {
  if (!canPlan(model)) return undefined;
  const layout = createLayout();
  const capacity = Math.min(batchSize, data.count);
  const width = sizeOf(model.outputShape);
  const sparse = takesSparse(model) && isSparse(data);
  const source = planSource({data, count: capacity, capacity, sparse, ...(loss === "mse" && {outputs: width})}, layout);
  const plan = planModel({model, loss, source, capacity, seed: 0}, layout);
  const k = createKernels(layout.size);
  plan.load(k);
  const all = Uint32Array.from({length: capacity}, (_, i) => i);
  return (start, n) => {
    source.fill(k, data, start, n);
    source.gather(k, all.subarray(0, n), false);
    const value = plan.loss(k, n, false);
    const outputs = k.arena.f32.subarray(plan.output / 4, plan.output / 4 + n * width);
    return {
      loss: value,
      correct: plan.correct(k) ?? (data.targets ? 0 : countCorrect(outputs, data.labels.subarray(start, start + n)))
    };
  };
}

function tapeEvaluator(model: Model, data: Dataset, loss: LossName, batchSize: number): Evaluator {
  const gather = createBatcher(data, model, batchSize, loss === "mse");
  const weights = model.weights();
  return (start, n) =>
    withoutRecording(() => {
      const batch = gather(Uint32Array.from({length: n}, (_, i) => start + i));
      const output = model.forward(batch.inputs, weights, {logits: loss === "crossEntropy"});
      return {
        loss: lossOf(loss, output, batch).item(),
        correct: data.targets ? 0 : countCorrect(output.data, batch.labels)
      };
    });
}
