import {type Dataset, exampleSize} from "../data/dataset.js";
import type {Model} from "../nn/sequential.js";
import {sizeOf} from "../tensor/shape.js";
import {allocate, type Floats, type Tensor, tensor} from "../tensor/tensor.js";

/** Throws `CALLER: invalid batchSize: …`. */
export function checkBatchSize(n: number, caller: string): void {
  if (!Number.isInteger(n) || n < 1) throw new Error(`${caller}: invalid batchSize: ${n}; expected a positive integer`);
}

/** One batch in model units. */
export interface Batch {
  readonly inputs: Tensor;
  readonly labels: Uint8Array;
  /** Regression targets, or one-hot labels; empty where a batcher was not asked for them. */
  readonly targets: Floats;
}

/**
 * Gathers examples into buffers that are used again for the next batch: the data set stays as bytes. A short last batch
 * is a view of the right length, so nothing of the batch before is in it.
 */
export function createBatcher(data: Dataset, model: Model, capacity: number, withTargets: boolean) {
  const size = exampleSize(data);
  const outputs = sizeOf(model.outputShape);
  const inputs = allocate(model.dtype, capacity * size);
  const labels = new Uint8Array(capacity);
  const targets = allocate(model.dtype, withTargets ? capacity * outputs : 0);
  const {scale} = data;
  return (indices: ArrayLike<number>): Batch => {
    const n = indices.length;
    if (n > capacity) throw new Error(`batch: invalid size: ${n}; expected at most ${capacity}`);
    for (let i = 0; i < n; ++i) {
      const from = indices[i] * size;
      for (let j = 0, to = i * size; j < size; ++j) inputs[to + j] = data.inputs[from + j] * scale;
      if (!data.targets) labels[i] = data.labels[indices[i]];
      if (!withTargets) continue;
      for (let j = 0; j < outputs; ++j)
        targets[i * outputs + j] = data.targets
          ? data.targets[indices[i] * outputs + j]
          : Number(j === data.labels[indices[i]]);
    }
    return {
      inputs: tensor(inputs.subarray(0, n * size), {shape: [n, ...model.inputShape]}),
      labels: labels.subarray(0, n),
      targets: targets.subarray(0, withTargets ? n * outputs : 0)
    };
  };
}
