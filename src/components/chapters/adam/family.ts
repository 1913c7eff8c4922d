import {adagrad} from "../../../lib/optim/adagrad.js";
import {adam} from "../../../lib/optim/adam.js";
import {adamw} from "../../../lib/optim/adamw.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {rmsprop} from "../../../lib/optim/rmsprop.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {descend, type Moment} from "../../../lib/surfaces/descend.js";
import type {Surface} from "../../../lib/surfaces/surface.js";

/** The stages by which Adam is built, each one idea more than the last. */
export const stages = ["gradientDescent", "adagrad", "rmsprop", "adam", "adamw"] as const;
export type Stage = (typeof stages)[number];

const WEIGHT_DECAY = 0.05;

/** A stage as an optimizer, with PyTorch's defaults but for the learning rate. */
export function stageOptimizer(stage: Stage, learningRate: number): Optimizer {
  switch (stage) {
    case "gradientDescent":
      return gradientDescent({learningRate});
    case "adagrad":
      return adagrad({learningRate});
    case "rmsprop":
      return rmsprop({learningRate});
    case "adam":
      return adam({learningRate});
    case "adamw":
      return adamw({learningRate, weightDecay: WEIGHT_DECAY});
  }
}

/** The step size that each coordinate has been given: α over the root of what the rule has gathered of its squared gradients. */
export function stepSizesOf(stage: Stage, alpha: number, {state}: Moment): [number, number] {
  const gathered = {
    gradientDescent: undefined,
    adagrad: state.s,
    rmsprop: state.v,
    adam: state.vHat,
    adamw: state.vHat
  }[stage];
  if (!Array.isArray(gathered)) return [alpha, alpha];
  return [alpha / (Math.sqrt(gathered[0]) + 1e-8), alpha / (Math.sqrt(gathered[1]) + 1e-8)];
}

/** One coordinate's update, taken apart: Δ = −α·(numerator/√gathered + decay·θ). */
export interface WorkedStep {
  /** The gradient, or its corrected mean. */
  readonly numerator: number;
  /** What the rule has gathered of squared gradients; undefined where it gathers nothing. */
  readonly gathered?: number;
  /** λ and the θ that it shrinks, where weights are shrunk outside the division. */
  readonly shrunk?: {readonly decay: number; readonly theta: number};
  readonly delta: number;
}

/** The numbers in the update of coordinate `axis` that led from one moment to the next. */
export function workedStep(stage: Stage, before: Moment, after: Moment, axis: 0 | 1 = 0): WorkedStep {
  const {state, delta} = after;
  const of = (name: string) => (state[name] as readonly number[])[axis];
  const plain = {numerator: before.gradient[axis], delta: delta[axis]};
  switch (stage) {
    case "gradientDescent":
      return plain;
    case "adagrad":
      return {...plain, gathered: of("s")};
    case "rmsprop":
      return {...plain, gathered: of("v")};
    case "adam":
      return {...plain, numerator: of("mHat"), gathered: of("vHat")};
    case "adamw":
      return {
        numerator: of("mHat"),
        gathered: of("vHat"),
        shrunk: {decay: WEIGHT_DECAY, theta: before.theta[axis]},
        delta: delta[axis]
      };
  }
}

/**
 * The update of a stage as KaTeX, in lines. The library's RMSProp has a velocity b besides, for a momentum μ that is 0 here:
 * its update without it.
 */
export function texOfStage(stage: Stage): string[] {
  const lines = stageOptimizer(stage, 1).rule.tex.flatMap((line) => line.split(/,\\quad\s*/));
  if (stage !== "rmsprop") return lines;
  const [mean] = lines;
  return [
    mean,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{g}{\nabla J(\theta)}}{\sqrt{\term{v}{v}}+\term{epsilon}{\varepsilon}}`
  ];
}

/** Learning rates that a stage is tried with. */
export const grid: readonly number[] = [
  0.0003, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.06, 0.1, 0.2, 0.3, 0.6, 1, 2
];

/** Share of the first distance within which a run counts as having arrived. */
export const ARRIVED = 0.01;

/**
 * Tries a stage with every learning rate of the grid. Yields after each; returns the one that arrives at `minimum`, to
 * stay, in the fewest steps, or where none does the one that ends closest.
 */
export function* tune(
  stage: Stage,
  surface: Pick<Surface, "J">,
  {start, steps, minimum}: {start: readonly [number, number]; steps: number; minimum: readonly [number, number]}
): Generator<undefined, number> {
  let best = {alpha: grid[0], arrival: Infinity, distance: Infinity};
  for (const alpha of grid) {
    const path = [...descend(surface, stageOptimizer(stage, alpha), {start, steps})];
    const distances = path.map(({theta}) => Math.hypot(theta[0] - minimum[0], theta[1] - minimum[1]));
    const away = distances.findLastIndex((d) => !(d < ARRIVED * distances[0]));
    const lost = path[path.length - 1].stopped?.reason === "diverged";
    const tried = {
      alpha,
      arrival: lost || away === path.length - 1 ? Infinity : away + 1,
      distance: lost ? Infinity : distances[path.length - 1]
    };
    if (tried.arrival < best.arrival || (best.arrival === Infinity && tried.distance < best.distance)) best = tried;
    yield;
  }
  return best.alpha;
}
