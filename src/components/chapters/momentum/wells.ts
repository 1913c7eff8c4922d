import type {Optimizer} from "../../../lib/optim/index.js";
import {
  cos,
  mul,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  withoutRecording
} from "../../../lib/tensor/index.js";
import {iterate} from "../iterate.js";

/** A line with one shallow dip on the way to a deep one: J(θ) = 0.08(θ − 2)² − depth·cos 2θ, element by element. */
export const wells = (depth: number) => (theta: Tensor) =>
  sub(mul(0.08, square(sub(theta, 2))), mul(depth, cos(mul(2, theta))));

/** J at many points. */
export function wellsAt(depth: number, theta: ArrayLike<number>): Float64Array {
  return withoutRecording(() => wells(depth)(tensor(Float64Array.from(theta)))).data as Float64Array;
}

/** Paths of balls that start at `starts`, all at once: an optimizer works coordinate by coordinate, so they do not meet. */
export function roll(
  optimizer: Optimizer,
  {depth, starts, steps}: {depth: number; starts: ArrayLike<number>; steps: number}
) {
  const slope = valueAndGrad((theta) => sum(wells(depth)(theta)));
  return iterate(optimizer, (theta, out) => out.set(slope(tensor(theta.slice())).gradients[0].data), {
    start: starts,
    steps
  });
}
