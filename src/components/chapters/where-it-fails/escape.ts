import type {Optimizer} from "../../../lib/optim/rule.js";
import {createRng} from "../../../lib/rng.js";
import {gradientAt} from "../../../lib/surfaces/evaluate.js";
import type {Landscape} from "./landscapes.js";

/** A path, the losses along it, and the step at which it got free, if it did. */
export interface Escape {
  readonly path: readonly (readonly [number, number])[];
  readonly losses: readonly number[];
  readonly step: number | undefined;
}

export interface EscapeOptions {
  readonly distance: number;
  readonly steps: number;
  /** Standard deviation of what is added to each component of the gradient. */
  readonly noise?: number;
  readonly seed?: number;
}

/** Runs an optimizer out of a trap, for `steps` steps, or up to the first number that is not finite. */
export function escapeFrom(
  {surface, start, escaped}: Landscape,
  {rule, settings}: Optimizer,
  {distance, steps, noise = 0, seed = 1}: EscapeOptions
): Escape {
  const rng = createRng(seed);
  const theta = Float64Array.from(start(distance));
  const state = rule.init(2, settings, theta);
  const path: [number, number][] = [];
  const losses: number[] = [];
  let free: number | undefined;
  for (let step = 0; step <= steps; ++step) {
    const {loss, gradient} = gradientAt(surface, theta[0], theta[1]);
    if (!Number.isFinite(loss)) break;
    path.push([theta[0], theta[1]]);
    losses.push(loss);
    if (free === undefined && escaped(theta[0], theta[1])) free = step;
    const g = Float64Array.from(gradient, (v) => v + (noise ? noise * rng.normal() : 0));
    const delta = rule.update(g, state, settings, theta);
    theta[0] += delta[0];
    theta[1] += delta[1];
  }
  return {path, losses, step: free};
}

/**
 * Steps that gradient descent needs from y = `distance` to y = `to` where J ≈ −½λy²: each step multiplies y by 1 + αλ,
 * so t = ln(to/distance)/ln(1 + αλ).
 */
export function saddleTime(
  distance: number,
  {learningRate, curvature = 1, to = 0.5}: {learningRate: number; curvature?: number; to?: number}
): number {
  return Math.log(to / distance) / Math.log(1 + learningRate * curvature);
}
