import {moons} from "../../../lib/data/toy.js";
import {dense} from "../../../lib/nn/layers/dense.js";
import {sequential} from "../../../lib/nn/sequential.js";
import {mse, reshape, slice, type Tensor, tensor, valueAndGrad} from "../../../lib/tensor/index.js";
import {sharpness} from "../sharpness.js";

/** What is known after a step of full-batch gradient descent. */
export interface EdgePoint {
  readonly step: number;
  readonly loss: number;
  /** λmax of ∇²J, where it was measured. */
  readonly sharpness?: number;
}

/** Steps between two measurements of the sharpness. */
export const EVERY = 10;

/**
 * Gradient descent on all of a small task at once, with the sharpness λmax measured every few steps by power iteration.
 * Yields undefined between, so that a measurement can be spread over several frames. Ends where the loss overflows.
 */
export function* edgeRun({
  learningRate,
  steps,
  seed = 2
}: {
  learningRate: number;
  steps: number;
  seed?: number;
}): Generator<EdgePoint | undefined> {
  const data = moons(40, {seed: 4, noise: 0.15});
  const x = tensor(data.inputs as Float64Array, {shape: [data.count, 2]});
  const y = tensor(
    Float64Array.from(data.labels, (label) => 2 * label - 1),
    {shape: [data.count, 1]}
  );
  const layers = [dense(2, 16, {activation: "tanh"}), dense(16, 16, {activation: "tanh"}), dense(16, 1)];
  const model = sequential(layers, {dtype: "float64", seed});
  const loss = (theta: Tensor) =>
    mse(
      model.forward(
        x,
        model.layout.map(({offset, size, shape}) => reshape(slice(theta, [[offset, offset + size]]), shape))
      ),
      y
    );
  const theta = model.parameters;
  for (let step = 0; step <= steps; ++step) {
    const {value, gradients} = valueAndGrad(loss)(tensor(theta.slice()));
    let curvature: number | undefined;
    if (step % EVERY === 0) for (curvature of sharpness(loss, theta, {iterations: 14})) yield undefined;
    yield {step, loss: value.item(), sharpness: curvature};
    if (!Number.isFinite(value.item()) || value.item() > 1e6) return;
    for (let i = 0; i < theta.length; ++i) theta[i] -= learningRate * gradients[0].data[i];
  }
}
