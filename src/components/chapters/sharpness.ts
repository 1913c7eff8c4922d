import type {Dataset} from "../../lib/data/dataset.js";
import type {Model} from "../../lib/nn/sequential.js";
import {createRng} from "../../lib/rng.js";
import {hvp} from "../../lib/tensor/grad.js";
import {reshape, slice} from "../../lib/tensor/shaping.js";
import {crossEntropy} from "../../lib/tensor/softmax.js";
import {type Tensor, tensor} from "../../lib/tensor/tensor.js";

/** The mean cross-entropy of a model on a whole data set, as a function of its flat parameters. */
export function flatLoss(model: Model, data: Dataset): (theta: Tensor) => Tensor {
  const x = tensor(
    Float64Array.from(data.inputs, (v) => v * data.scale),
    {shape: [data.count, ...model.inputShape]}
  );
  return (theta) => {
    const weights = model.layout.map(({offset, size, shape}) =>
      reshape(slice(theta, [[offset, offset + size]]), shape)
    );
    return crossEntropy(model.forward(x, weights, {logits: true}), data.labels);
  };
}

/**
 * The sharpness λmax of a function at `theta`: the eigenvalue of ∇²f of largest magnitude, by power iteration on Hessian-vector
 * products, so that the Hessian is never formed. Yields the estimate (the Rayleigh quotient) after each product.
 */
export function* sharpness(
  f: (theta: Tensor) => Tensor,
  theta: ArrayLike<number>,
  {iterations = 30, seed = 1}: {iterations?: number; seed?: number} = {}
): Generator<number> {
  const rng = createRng(seed);
  const at = tensor(Float64Array.from(theta));
  let v = unit(Float64Array.from({length: theta.length}, () => rng.normal()));
  for (let i = 0; i < iterations; ++i) {
    const hv = hvp(f, at, tensor(v)).data;
    yield v.reduce((sum, vi, k) => sum + vi * hv[k], 0);
    v = unit(Float64Array.from(hv));
  }
}

function unit(v: Float64Array): Float64Array {
  const length = Math.hypot(...v);
  return length > 0 ? v.map((x) => x / length) : v;
}
