import {add, div, mul, sqrt, square, sub} from "./elementwise.js";
import {asPair} from "./op.js";
import {mean, sum} from "./reduce.js";
import {sameShape, showShape} from "./shape.js";
import {checkReduction, type Reduction} from "./softmax.js";
import type {Tensor} from "./tensor.js";

/** (1/n) Σ (prediction − target)² over all n elements (not halved); `reduction: "sum"` leaves out 1/n. */
export function mse(prediction: Tensor, target: Tensor, {reduction = "mean"}: {reduction?: Reduction} = {}): Tensor {
  const [p, t] = asPair(prediction, target);
  if (!sameShape(p.shape, t.shape))
    throw new Error(`mse: mismatched shapes: ${showShape(p.shape)} and ${showShape(t.shape)}; expected equal shapes`);
  checkReduction(reduction, "mse");
  const squares = square(sub(p, t));
  return reduction === "mean" ? mean(squares) : sum(squares);
}

/**
 * (x − μ)/√(σ² + ε)·weight + bias, where μ and σ² (biased) are taken over the last axes, `normalizedShape`.
 * Ba, Kiros and Hinton (2016).
 */
export function layerNorm(
  x: Tensor,
  {
    normalizedShape,
    weight,
    bias,
    epsilon = 1e-5
  }: {normalizedShape: readonly number[]; weight?: Tensor; bias?: Tensor; epsilon?: number}
): Tensor {
  const rank = normalizedShape.length;
  if (!rank) throw new Error("layerNorm: invalid normalizedShape: []; expected at least one axis");
  if (!sameShape(x.shape.slice(x.rank - rank), normalizedShape))
    throw new Error(
      `layerNorm: mismatched shapes: ${showShape(x.shape)} and ${showShape(normalizedShape)}; expected the last axes to be equal`
    );
  const axis = normalizedShape.map((_, i) => x.rank - rank + i);
  const centred = sub(x, mean(x, {axis, keepdim: true}));
  let y = div(centred, sqrt(add(mean(square(centred), {axis, keepdim: true}), epsilon)));
  if (weight) y = mul(y, weight);
  return bias ? add(y, bias) : y;
}
