import type {Optimizer} from "../../../lib/optim/rule.js";
import {cos, mul, square, sub} from "../../../lib/tensor/elementwise.js";
import {valueAndGrad} from "../../../lib/tensor/grad.js";
import {withoutRecording} from "../../../lib/tensor/op.js";
import {sum} from "../../../lib/tensor/reduce.js";
import {type Tensor, tensor} from "../../../lib/tensor/tensor.js";
import {iterating, type Snapshot} from "../iterate.js";

/** A line with one shallow dip on the way to a deep one: J(θ) = 0.03(θ − 1)² − depth·cos 2θ, element by element. */
export const wells = (depth: number) => (theta: Tensor) =>
  sub(mul(0.03, square(sub(theta, 1))), mul(depth, cos(mul(2, theta))));

/** J at many points. */
export function wellsAt(depth: number, theta: ArrayLike<number>): Float64Array {
  return withoutRecording(() => wells(depth)(tensor(Float64Array.from(theta)))).data as Float64Array;
}

export interface RollOptions {
  readonly depth: number;
  readonly starts: ArrayLike<number>;
  readonly steps: number;
}

/** Balls that start at `starts`, all at once: an optimizer works coordinate by coordinate, so they do not meet. One yield a step. */
export function rolling(optimizer: Optimizer, {depth, starts, steps}: RollOptions): Generator<Snapshot> {
  const slope = valueAndGrad((theta) => sum(wells(depth)(theta)));
  return iterating(optimizer, (theta, out) => out.set(slope(tensor(theta.slice())).gradients[0].data), {
    start: starts,
    steps
  });
}

/** Every step of `rolling`. */
export const roll = (optimizer: Optimizer, options: RollOptions): Snapshot[] => [...rolling(optimizer, options)];
