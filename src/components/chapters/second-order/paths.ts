import {conjugateGradient} from "../../../lib/optim/conjugate-gradient.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {lbfgs} from "../../../lib/optim/lbfgs.js";
import {newton} from "../../../lib/optim/newton.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {descend, type Moment} from "../../../lib/surfaces/descend.js";
import {rosenbrock} from "../../../lib/surfaces/rosenbrock.js";
import {saddle} from "../../../lib/surfaces/saddle.js";
import type {Surface} from "../../../lib/surfaces/surface.js";
import {slantedRavine, turned} from "../adam/rotation.js";

export const methods = ["gradientDescent", "conjugateGradient", "lbfgs", "newton"] as const;
export type MethodName = (typeof methods)[number];

export interface Landscape extends Pick<Surface, "J" | "domain"> {
  readonly start: readonly [number, number];
  readonly minima: readonly (readonly [number, number])[];
  /** Of gradient descent; the others choose their own steps. */
  readonly learningRate: number;
  readonly power: number;
}

/** Where the chapter's methods are compared. */
export const landscapes: Readonly<Record<"ravine" | "rosenbrock" | "saddle", Landscape>> = {
  ravine: {
    ...slantedRavine(30, Math.PI / 6),
    domain: {x: [-3, 3], y: [-2.2, 2.2]},
    start: turned([-2.4, 0.5], Math.PI / 6),
    minima: [[0, 0]],
    learningRate: 2 / 31,
    power: 2
  },
  rosenbrock: {...rosenbrock, start: [-1.5, 2], minima: [[1, 1]], learningRate: 0.001, power: 4},
  saddle: {
    ...saddle,
    start: [-1.6, 0.25],
    minima: [
      [0, 1],
      [0, -1]
    ],
    learningRate: 0.1,
    power: 1
  }
};

/** A method with the settings that the chapter uses. `absolute` is Newton with |H|, which leaves saddle points. */
export function methodOf(
  name: MethodName,
  learningRate: number,
  {absolute = false}: {absolute?: boolean} = {}
): Optimizer {
  switch (name) {
    case "gradientDescent":
      return gradientDescent({learningRate});
    case "conjugateGradient":
      return conjugateGradient();
    case "lbfgs":
      // Left to its own test of the change it would stop a little earlier than the others.
      return lbfgs({changeTolerance: 1e-16});
    case "newton":
      return newton({curvature: absolute ? "absolute" : "signed"});
  }
}

/** How a run went: its path, and what it took to bring ‖∇J‖ below `tolerance`. */
export interface Result {
  readonly path: readonly Moment[];
  /** Updates and gradient evaluations, or undefined where the slope never got that small. */
  readonly steps?: number;
  readonly evaluations?: number;
}

/** Runs a method until the slope is below `tolerance`, one yield a step, so that a page can do it in slices. */
export function* comparing(
  land: Pick<Surface, "J">,
  optimizer: Optimizer,
  {start, steps, tolerance}: {start: readonly [number, number]; steps: number; tolerance: number}
): Generator<undefined, Result> {
  const path: Moment[] = [];
  for (const moment of descend(land, optimizer, {start, steps})) {
    path.push(moment);
    if (Math.hypot(...moment.gradient) < tolerance) return {path, steps: moment.step, evaluations: moment.evaluations};
    yield;
  }
  return {path};
}

/** The result of `comparing`, at once. */
export function compare(...of: Parameters<typeof comparing>): Result {
  const run = comparing(...of);
  for (;;) {
    const {done, value} = run.next();
    if (done) return value;
  }
}
