import {penguins} from "../../../lib/data/penguins.js";
import type {Surface} from "../../../lib/surfaces/surface.js";
import {add, mul, square, sub} from "../../../lib/tensor/elementwise.js";
import {valueAndGrad} from "../../../lib/tensor/grad.js";
import {mean, sum} from "../../../lib/tensor/reduce.js";
import {type Tensor, tensor} from "../../../lib/tensor/tensor.js";

const data = penguins();

/** How many birds there are. */
export const count = data.count;

const x = tensor(data.inputs as Float64Array);
const y = tensor(data.targets as Float64Array);

const meanOf = (t: Tensor) => mean(t).item();
const [xx, xy, yy] = [meanOf(square(x)), meanOf(mul(x, y)), meanOf(square(y))];
const [xMean, yMean] = [meanOf(x), meanOf(y)];

/**
 * The mean squared error of mass ≈ w·flipper + b over all penguins, as a surface over (w, b). The square is multiplied
 * out, w²⟨x²⟩ + 2wb⟨x⟩ + b² − 2w⟨xy⟩ − 2b⟨y⟩ + ⟨y²⟩: a place costs as much for one penguin as for all.
 */
export const penguinLoss: Pick<Surface, "J" | "domain"> = {
  J: (w, b) => {
    const quadratic = add(add(mul(xx, square(w)), mul(2 * xMean, mul(w, b))), square(b));
    return add(sub(quadratic, add(mul(2 * xy, w), mul(2 * yMean, b))), yy);
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
