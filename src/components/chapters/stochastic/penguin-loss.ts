import {penguins} from "../../../lib/data/penguins.js";
import type {Surface} from "../../../lib/surfaces/surface.js";
import {add, mul, square, sub} from "../../../lib/tensor/elementwise.js";
import {valueAndGrad} from "../../../lib/tensor/grad.js";
import {mean, sum} from "../../../lib/tensor/reduce.js";
import {reshape} from "../../../lib/tensor/shaping.js";
import {type Tensor, tensor} from "../../../lib/tensor/tensor.js";

const data = penguins();

/** How many birds there are. */
export const count = data.count;

const x = tensor(data.inputs as Float64Array);
const y = tensor(data.targets as Float64Array);

/** The mean squared error of mass ≈ w·flipper + b over all penguins, as a surface over (w, b). */
export const penguinLoss: Pick<Surface, "J" | "domain"> = {
  // The points of a grid stand in the rows and the penguins in the columns.
  J: (w, b) => {
    const column = (p: Tensor) => reshape(p, [p.size, 1]);
    const errors = sub(add(mul(column(w), x), column(b)), y);
    return reshape(mean(square(errors), {axis: 1}), w.shape);
  },
  domain: {x: [-1, 2.4], y: [-1.5, 1.5]}
};

/**
 * ∇J of every single penguin at (w, b), by one reverse sweep: each penguin gets a copy of w and b of its own, and the
 * gradient of the summed loss in the copies is what we want. The gradient of any batch is the mean over its birds.
 */
export function gradientsPerExample(w: number, b: number): {w: Float64Array; b: Float64Array} {
  const copies = (value: number) => tensor(new Float64Array(count).fill(value));
  const loss = (ws: Tensor, bs: Tensor) => sum(square(sub(add(mul(ws, x), bs), y)));
  const {gradients} = valueAndGrad(loss)(copies(w), copies(b));
  return {w: gradients[0].data as Float64Array, b: gradients[1].data as Float64Array};
}

/** (1/B) Σ over the batch of (w·x + b − y)², and its gradient, by the autograd. */
export function batchGradient(
  w: number,
  b: number,
  indices: ArrayLike<number>
): {loss: number; gradient: [number, number]} {
  const pick = (from: Tensor) => tensor(Float64Array.from(indices, (i) => from.data[i]));
  const [xs, ys] = [pick(x), pick(y)];
  const {value, gradients} = valueAndGrad((w, b) => mean(square(sub(add(mul(w, xs), b), ys))))(tensor(w), tensor(b));
  return {loss: value.item(), gradient: [gradients[0].item(), gradients[1].item()]};
}

/** The least-squares line: with both measurements standardised, the correlation and 0. */
export function bestFit(): [number, number] {
  return [Array.from(x.data).reduce((total, v, i) => total + v * y.data[i], 0) / count, 0];
}
