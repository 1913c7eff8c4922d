import {type Dataset, exampleSize} from "../../data/dataset.js";
import type {Model} from "../../nn/sequential.js";
import {add, mul} from "../../tensor/elementwise.js";
import {valueAndGrad} from "../../tensor/grad.js";
import {withoutRecording} from "../../tensor/op.js";
import {sum} from "../../tensor/reduce.js";
import type {Floats, Tensor} from "../../tensor/tensor.js";
import {type Batch, createBatcher} from "../batch.js";
import {type LossName, lossOf} from "../loss.js";

/** The mean loss of some examples as a function of the flat parameters, without dropout. */
export interface SampleObjective {
  /** J(θ). */
  value(theta: Floats): number;
  /** J(θ), with ∇J(θ) written into `out`. */
  valueAndGradient(theta: Floats, out: Floats): number;
  /** ∇²J(θ)·v, written into `out`: the gradient of ⟨∇J, v⟩, so the Hessian itself is never formed. */
  hessianTimes(theta: Floats, v: Floats, out: Floats): void;
}

/** J over the examples with the given numbers. */
export function sampleObjective(
  model: Model,
  data: Dataset,
  loss: LossName,
  indices: ArrayLike<number>
): SampleObjective {
  // A batch's buffers are its own: nothing is shared between two objectives.
  const batch: Batch = createBatcher(data, model, indices.length, loss === "mse")(indices);
  const at = (weights: readonly Tensor[]) =>
    lossOf(loss, model.forward(batch.inputs, weights, {logits: loss === "crossEntropy"}), batch);
  return {
    value: (theta) => withoutRecording(() => at(model.weights(theta)).item()),
    valueAndGradient(theta, out) {
      const {value, gradients} = valueAndGrad((...w) => at(w))(...model.weights(theta));
      model.layout.forEach(({offset}, i) => {
        out.set(gradients[i].data, offset);
      });
      return value.item();
    },
    hessianTimes(theta, v, out) {
      const direction = model.weights(v);
      const {gradients} = valueAndGrad((...w) =>
        valueAndGrad((...inner) => at(inner))(...w)
          .gradients.map((g, i) => sum(mul(g, direction[i])))
          .reduce((a, b) => add(a, b))
      )(...model.weights(theta));
      model.layout.forEach(({offset}, i) => {
        out.set(gradients[i].data, offset);
      });
    }
  };
}

/** The first `count` examples of a data set, by number. */
export function firstOf(data: Dataset, count: number): Uint32Array {
  if (!data.count || !exampleSize(data)) throw new Error("inspect: missing examples; expected at least one");
  return Uint32Array.from({length: Math.min(count, data.count)}, (_, i) => i);
}
