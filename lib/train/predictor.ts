import {type Dataset, exampleSize} from "../data/dataset.js";
import {createKernels} from "../kernels/index.js";
import type {Model} from "../nn/sequential.js";
import {withoutRecording} from "../tensor/op.js";
import {sizeOf} from "../tensor/shape.js";
import type {Floats} from "../tensor/tensor.js";
import {checkBatchSize, createBatcher} from "./batch.js";
import {isSparse, planSource} from "./plan/input.js";
import {createLayout} from "./plan/layout.js";
import {canPlan, planModel, takesSparse} from "./plan/plan.js";

/** A model's outputs for a data set, again and again while the model changes. */
export interface Predictor {
  /** Takes the parameters as they are now. */
  load(): void;
  /**
   * Outputs of n examples from `start` on, [n, outputs] row-major: scores, or probabilities where the model ends in
   * softmax. Good until the next call. n is at most the batch size.
   * @throws `createPredictor: invalid range: …`
   */
  outputs(start: number, n: number): Floats;
}

/**
 * By the kernels, whose arena holds one batch of the data set at a time; by the tape for models that they do not serve.
 * @throws `createPredictor: invalid batchSize|mismatched shapes: …`
 */
export function createPredictor(model: Model, data: Dataset, {batchSize = 500}: {batchSize?: number} = {}): Predictor {
  checkBatchSize(batchSize, "createPredictor");
  if (exampleSize(data) !== sizeOf(model.inputShape))
    throw new Error(
      `createPredictor: mismatched shapes: data [${data.shape.join(", ")}] and model [${model.inputShape.join(", ")}]; expected as many numbers an example`
    );
  const {load, outputs} = canPlan(model)
    ? fastPredictor(model, data, batchSize)
    : tapePredictor(model, data, batchSize);
  const isCount = (n: number) => Number.isInteger(n) && n >= 0;
  return {
    load,
    outputs(start, n) {
      if (!isCount(start) || !isCount(n) || n > batchSize || start + n > data.count)
        throw new Error(
          `createPredictor: invalid range: ${n} from ${start} on; expected at most ${batchSize} of ${data.count} examples`
        );
      return outputs(start, n);
    }
  };
}

function fastPredictor(model: Model, data: Dataset, batchSize: number): Predictor {
  const layout = createLayout();
  const capacity = Math.min(batchSize, data.count);
  const width = sizeOf(model.outputShape);
  const sparse = takesSparse(model) && isSparse(data);
  const loss = model.layers.at(-1)?.activation === "softmax" ? "mse" : "crossEntropy";
  const source = planSource({data, count: capacity, capacity, sparse, ...(loss === "mse" && {outputs: width})}, layout);
  const plan = planModel({model, loss, source, capacity, seed: 0}, layout);
  const k = createKernels(layout.size);
  plan.load(k);
  const all = Uint32Array.from({length: capacity}, (_, i) => i);
  let [from, held] = [0, 0];
  return {
    load: () => plan.load(k),
    outputs(start, n) {
      if (start !== from || n > held) source.fill(k, data, start, n);
      [from, held] = start === from ? [from, Math.max(held, n)] : [start, n];
      source.gather(k, all.subarray(0, n), false);
      plan.loss(k, n, false);
      return k.arena.f32.subarray(plan.output / 4, plan.output / 4 + n * width);
    }
  };
}

function tapePredictor(model: Model, data: Dataset, batchSize: number): Predictor {
  const gather = createBatcher(data, model, batchSize, false);
  return {
    load() {},
    outputs: (start, n) =>
      withoutRecording(() => {
        const {inputs} = gather(Uint32Array.from({length: n}, (_, i) => start + i));
        return model.forward(inputs, model.weights()).data;
      })
  };
}
