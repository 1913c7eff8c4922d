import type {Dataset} from "../data/dataset.js";
import type {Model} from "../nn/sequential.js";
import {mse} from "../tensor/losses.js";
import {sizeOf} from "../tensor/shape.js";
import {crossEntropy} from "../tensor/softmax.js";
import {type Tensor, tensor} from "../tensor/tensor.js";
import type {Batch} from "./batch.js";

/** `crossEntropy`: mean over the batch, from logits. `mse`: mean over the batch and the outputs, not halved. */
export type LossName = "crossEntropy" | "mse";

/** The loss that suits the data, unless one is named. Throws if data and model cannot be used with it. */
export function lossFor(data: Dataset, model: Model, name: LossName | undefined, caller: string): LossName {
  const loss = name ?? (data.targets ? "mse" : "crossEntropy");
  if (loss !== "mse" && loss !== "crossEntropy")
    throw new Error(`${caller}: unknown loss: ${String(loss)}; expected crossEntropy or mse`);
  const outputs = sizeOf(model.outputShape);
  const inputs = sizeOf(data.shape);
  const last = model.layers.length - 1;
  if (inputs !== sizeOf(model.inputShape))
    throw new Error(
      `${caller}: mismatched shapes: data [${data.shape.join(", ")}] and layer 0 (${model.layers[0].type}) [${model.inputShape.join(", ")}]; expected as many numbers an example`
    );
  if (loss === "mse" && !data.targets && data.classes !== outputs)
    throw new Error(
      `${caller}: mismatched shapes: ${data.classes} classes and layer ${last} (${model.layers[last].type}) [${model.outputShape.join(", ")}]; expected one output for each class`
    );
  if (data.targets && data.targets.length !== data.count * outputs)
    throw new Error(
      `${caller}: mismatched shapes: targets [${data.count}, ${data.targets.length / data.count}] and layer ${last} (${model.layers[last].type}) [${model.outputShape.join(", ")}]; expected one target for each output`
    );
  if (loss === "crossEntropy" && (data.targets || data.classes > outputs || model.outputShape.length !== 1))
    throw new Error(
      `${caller}: mismatched shapes: ${data.classes} classes and layer ${last} (${model.layers[last].type}) [${model.outputShape.join(", ")}]; expected labels, and one output for each class`
    );
  return loss;
}

/** The mean loss of a batch's outputs. With `mse`, labels become one-hot targets. */
export function lossOf(name: LossName, output: Tensor, batch: Batch): Tensor {
  if (name === "crossEntropy") return crossEntropy(output, batch.labels);
  return mse(output, tensor(batch.targets, {shape: output.shape}));
}
