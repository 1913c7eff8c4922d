import type {Floats, Objective, Optimizer, Rule, Settings} from "../../optim/rule.js";
import type {Surface} from "../surface.js";
import {compileHessian, compileSurface, type Evaluate} from "./compile.js";
import {CHUNK} from "./machine.js";

/** How a descent ended: at a finite point, or overflowed on the way. */
export const outcome = {finite: 0, diverged: 1} as const;

export interface Descents {
  /** Where each descent ended; means nothing where it diverged. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly loss: Float64Array;
  /** An `outcome` each. */
  readonly status: Uint8Array;
  /** The first step (0: the start) at which the gradient was no longer than `tolerance`; −1: never. */
  readonly settled: Int32Array;
}

export interface DescendManyOptions {
  readonly steps: number;
  readonly tolerance?: number;
}

type Loss = Pick<Surface, "J">;

/**
 * Descends from many starts at once, each as `descend` would. Rules that work coordinate by coordinate advance all
 * points in one update; others (those that measure the whole gradient, or search along it) go point by point.
 */
export function descendMany(
  surface: Loss,
  optimizer: Optimizer,
  starts: {readonly x: ArrayLike<number>; readonly y: ArrayLike<number>},
  {steps, tolerance = 1e-3}: DescendManyOptions
): Descents {
  const n = starts.x.length;
  if (starts.y.length !== n)
    throw new Error(`descendMany: mismatched starts: ${n} and ${starts.y.length}; expected as many x as y`);
  if (!Number.isInteger(steps) || steps < 0)
    throw new Error(`descendMany: invalid steps: ${steps}; expected a whole number, 0 or more`);
  const {evaluate} = compileSurface(surface);
  const together = optimizer.rule.needs === "gradient" && isElementwise(optimizer.rule, optimizer.settings);
  const found: Descents = {
    x: Float64Array.from(starts.x),
    y: Float64Array.from(starts.y),
    loss: new Float64Array(n),
    status: new Uint8Array(n),
    settled: new Int32Array(n).fill(-1)
  };
  const size = together ? BLOCK : 1;
  for (let first = 0; first < n; first += size) {
    const last = Math.min(n, first + size);
    const part = {
      x: found.x.subarray(first, last),
      y: found.y.subarray(first, last),
      loss: found.loss.subarray(first, last),
      status: found.status.subarray(first, last),
      settled: found.settled.subarray(first, last)
    };
    descendBlock(optimizer, part, {evaluate, surface, steps, tolerance});
  }
  return found;
}

/** Points that one update advances: its state stays in the second-level cache. */
const BLOCK = CHUNK;

interface Ground {
  readonly evaluate: Evaluate;
  readonly surface: Loss;
  readonly steps: number;
  readonly tolerance: number;
}

/** Runs one block of descents to their ends, in place. */
function descendBlock(
  {rule, settings}: Optimizer,
  part: Descents,
  {evaluate, surface, steps, tolerance}: Ground
): void {
  const n = part.x.length;
  const theta = new Float64Array(2 * n);
  const gradient = new Float64Array(2 * n);
  const [x, y] = [theta.subarray(0, n), theta.subarray(n)];
  const [gx, gy] = [gradient.subarray(0, n), gradient.subarray(n)];
  const {loss} = part;
  x.set(part.x);
  y.set(part.y);
  const state = rule.init(2 * n, settings, theta);
  const objective = rule.needs === "gradient" ? undefined : objectiveOf(surface, evaluate, loss, rule.needs);
  for (let step = 0; ; ++step) {
    evaluate(x, y, loss, gx, gy);
    const alive = takeStock(part, {x, y, gx, gy}, step, tolerance);
    if (step === steps || !alive || state.converged) break;
    const delta = rule.update(gradient, state, settings, theta, objective);
    advance(theta, delta);
  }
  part.x.set(x);
  part.y.set(y);
}

// Loops of their own: a compiler makes more of a small function that is called often than of a long one that is not.

function advance(theta: Float64Array, delta: Floats): void {
  for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
}

/** Notes which descents have diverged or settled at this step; returns how many have not diverged. */
function takeStock(
  {loss, status, settled}: Descents,
  {x, y, gx, gy}: Record<"x" | "y" | "gx" | "gy", Float64Array>,
  step: number,
  tolerance: number
): number {
  const limit = tolerance * tolerance;
  let alive = 0;
  for (let i = 0; i < loss.length; ++i) {
    if (status[i]) continue;
    const square = gx[i] * gx[i] + gy[i] * gy[i];
    // NaN and infinities, less themselves, are not 0. Finite numbers may overflow when added: then ask each.
    const sum = x[i] + y[i] + loss[i] + gx[i] + gy[i];
    if (sum - sum !== 0 && ![x[i], y[i], loss[i], gx[i], gy[i]].every(Number.isFinite)) {
      status[i] = outcome.diverged;
      continue;
    }
    ++alive;
    if (square <= limit && settled[i] < 0) settled[i] = step;
  }
  return alive;
}

/** One point, as rules that ask for more than its gradient see it. */
function objectiveOf(surface: Loss, evaluate: Evaluate, losses: Float64Array, needs: Rule["needs"]): Objective {
  const [x, y, l, gx, gy] = [0, 1, 2, 3, 4].map(() => new Float64Array(1));
  const hessian = needs === "hessian" ? compileHessian(surface) : undefined;
  return {
    get loss() {
      return losses[0];
    },
    valueAndGradient(at, out) {
      [x[0], y[0]] = [at[0], at[1]];
      evaluate(x, y, l, gx, gy);
      [out[0], out[1]] = [gx[0], gy[0]];
      return l[0];
    },
    hessian: hessian && ((at) => hessian.at(at[0], at[1]))
  };
}

/** Whether a rule treats each coordinate by itself: two points together go exactly as each of them alone. */
export function isElementwise(rule: Rule, settings: Settings): boolean {
  const run = (points: readonly number[]): number[] => {
    // The gradient of ½θ² + 3θ, at coordinates of very different size.
    const theta = Float64Array.from(points);
    const state = rule.init(theta.length, settings, theta);
    for (let step = 0; step < 4; ++step) {
      const delta = rule.update(
        theta.map((v) => v + 3),
        state,
        settings,
        theta
      );
      for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
    }
    return Array.from(theta);
  };
  const points = [0.3, -700, 0.004, 12];
  const together = run(points);
  return points.every((p, i) => Object.is(run([p])[0], together[i]));
}
