import type {Dataset} from "../data/dataset.js";
import type {Model} from "../nn/sequential.js";
import {withoutRecording} from "../tensor/op.js";
import {createBatcher} from "./batch.js";
import {type LossName, lossFor, lossOf} from "./loss.js";

export interface Evaluation {
  /** Mean over the examples. */
  readonly loss: number;
  /** Share of examples whose largest output is their label; NaN for regression. */
  readonly accuracy: number;
}

/** Loss and accuracy over a whole data set, without dropout and with running statistics. */
export function evaluate(
  model: Model,
  data: Dataset,
  {loss, batchSize = 500}: {loss?: LossName; batchSize?: number} = {}
): Evaluation {
  if (!data.count) throw new Error("evaluate: missing examples; expected at least one");
  const name = lossFor(data, model, loss, "evaluate");
  const gather = createBatcher(data, model, batchSize, name === "mse");
  const weights = model.weights();
  let total = 0;
  let right = 0;
  for (let start = 0; start < data.count; start += batchSize) {
    const n = Math.min(batchSize, data.count - start);
    const batch = gather(Uint32Array.from({length: n}, (_, i) => start + i));
    withoutRecording(() => {
      const output = model.forward(batch.inputs, weights, {logits: name === "crossEntropy"});
      total += lossOf(name, output, batch).item() * n;
      const width = output.size / n;
      for (let i = 0; i < n; ++i) {
        let best = 0;
        for (let j = 1; j < width; ++j) if (output.data[i * width + j] > output.data[i * width + best]) best = j;
        right += Number(best === batch.labels[i]);
      }
    });
  }
  return {loss: total / data.count, accuracy: data.targets ? Number.NaN : right / data.count};
}
