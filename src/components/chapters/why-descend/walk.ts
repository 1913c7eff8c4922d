import {gradientDescent} from "../../../lib/optim/index.js";
import {descend, gradientAt, type Surface, surface} from "../../../lib/surfaces/index.js";
import type {Point} from "../../book/surface-view.js";

/** Steps that the reader and gradient descent may each take. */
export const STEPS = 20;

/** A surface to walk blind. */
export interface Landscape {
  readonly surface: Surface;
  readonly start: Point;
  /** Of gradient descent, which walks the same landscape. */
  readonly learningRate: number;
  /** Longest step of the reader, in parameters. */
  readonly reach: number;
}

export const landscapes: Readonly<Record<"a" | "b" | "c", Landscape>> = {
  a: {surface: surface("himmelblau"), start: [-0.5, -1.2], learningRate: 0.005, reach: 1.2},
  b: {surface: surface("rosenbrock"), start: [-1.5, 2], learningRate: 0.001, reach: 0.5},
  c: {surface: surface("rastrigin"), start: [2.2, 1.3], learningRate: 0.002, reach: 0.8}
};

/** All that somebody who stands at a point in the dark can measure there. */
export interface Slope {
  /** Height. */
  readonly loss: number;
  /** Direction in which it falls fastest, of length 1; zero where it is flat. */
  readonly down: Point;
  /** How fast it falls that way: |∇J|. */
  readonly steepness: number;
}

export function slopeAt({surface}: Landscape, [x, y]: Point): Slope {
  const {loss, gradient} = gradientAt(surface, x, y);
  const steepness = Math.hypot(...gradient);
  return {loss, steepness, down: steepness ? [-gradient[0] / steepness, -gradient[1] / steepness] : [0, 0]};
}

/** Where a step towards a point leads when it is cut to the reach. */
export function stepTowards({reach}: Landscape, from: Point, to: Point): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const t = length > reach ? reach / length : 1;
  return [from[0] + t * dx, from[1] + t * dy];
}

/** The path of gradient descent, start included. */
export function guidedWalk({surface, start, learningRate}: Landscape, steps = STEPS): {points: Point[]; loss: number} {
  const moments = [...descend(surface, gradientDescent({learningRate}), {start, steps})];
  return {points: moments.map(({theta}) => theta), loss: moments[moments.length - 1].loss};
}
