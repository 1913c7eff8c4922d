import type {Floats, Objective} from "./rule.js";
import {dot, largest} from "./vectors.js";

/** A point on the line: step length, loss, slope along d, and the gradient. */
interface Trial {
  t: number;
  f: number;
  slope: number;
  g: Floats;
}

/** Where a line search starts: J and ∇J at θ, the direction d, and the slope ∇J·d < 0. */
export interface Line {
  readonly theta: Floats;
  readonly d: Floats;
  readonly loss: number;
  readonly g: Floats;
  readonly slope: number;
}

export interface WolfeOptions {
  /** First step length tried. */
  readonly first: number;
  /** Sufficient decrease: J(θ + td) ≤ J + c₁·t·slope. */
  readonly c1?: number;
  /** Curvature: |slope at the end| ≤ c₂·|slope|. */
  readonly c2?: number;
  /** Gives up when the bracket is shorter than this in every coordinate. */
  readonly tolerance?: number;
  readonly evaluations?: number;
}

/**
 * Finds a step length t that satisfies the strong Wolfe conditions, or the best one seen. Brackets first, then zooms, by
 * cubic interpolation. A value that is not finite counts as too high.
 * Source: Nocedal and Wright (2006), Algorithms 3.5 and 3.6, in the form of PyTorch 1.13, which follows minFunc.
 */
export function strongWolfe(
  objective: Objective,
  {theta, d, loss, g, slope}: Line,
  {first, c1 = 1e-4, c2 = 0.9, tolerance = 1e-9, evaluations = 25}: WolfeOptions
): {t: number; loss: number; g: Floats; evaluations: number} {
  const point = theta.slice();
  const at = (t: number): Trial => {
    for (let i = 0; i < point.length; ++i) point[i] = theta[i] + t * d[i];
    const gradient = theta.slice();
    const value = objective.valueAndGradient(point, gradient);
    return {t, f: Number.isFinite(value) ? value : Infinity, slope: dot(gradient, d), g: gradient};
  };
  const tooHigh = (trial: Trial) => trial.f > loss + c1 * trial.t * slope;
  const flat = (trial: Trial) => Math.abs(trial.slope) <= -c2 * slope;
  const start: Trial = {t: 0, f: loss, slope, g};

  let before = start;
  let now = at(first);
  let count = 0;
  let bracket: [Trial, Trial] | undefined;
  for (; count < evaluations; ++count) {
    if (tooHigh(now) || (count > 1 && now.f >= before.f)) bracket = [before, now];
    else if (flat(now)) return {t: now.t, loss: now.f, g: now.g, evaluations: count + 1};
    else if (now.slope >= 0) bracket = [before, now];
    if (bracket) break;
    const t = cubicMinimum(before, now, [now.t + 0.01 * (now.t - before.t), now.t * 10]);
    before = now;
    now = at(t);
  }
  // `low` is the best point of the bracket so far, `high` its other end.
  let [a, b] = bracket ?? [start, now];
  let lowFirst = a.f <= b.f;
  let stalled = false;
  for (let done = false; bracket && !done && count < evaluations; ++count) {
    if (Math.abs(b.t - a.t) * largest(d) < tolerance) break;
    const least = Math.min(a.t, b.t);
    const most = Math.max(a.t, b.t);
    let t = cubicMinimum(a, b, [least, most]);
    const margin = 0.1 * (most - least);
    // Too near an end twice in a row, or on it: move inwards, so that the bracket shrinks.
    if (Math.min(most - t, t - least) < margin) {
      if (stalled || t >= most || t <= least) {
        t = Math.abs(t - most) < Math.abs(t - least) ? most - margin : least + margin;
        stalled = false;
      } else stalled = true;
    } else stalled = false;
    const trial = at(t);
    const low = lowFirst ? a : b;
    const high = lowFirst ? b : a;
    if (tooHigh(trial) || trial.f >= low.f) {
      if (lowFirst) b = trial;
      else a = trial;
      lowFirst = a.f <= b.f;
      continue;
    }
    done = flat(trial);
    const other = !done && trial.slope * (high.t - low.t) >= 0 ? low : high;
    if (lowFirst) [a, b] = [trial, other];
    else [a, b] = [other, trial];
  }
  const best = lowFirst ? a : b;
  return {t: best.t, loss: best.f, g: best.g, evaluations: count + 1};
}

/** The minimum of the cubic through two trials, held within bounds; their middle where it has none. */
function cubicMinimum(p: Trial, q: Trial, [least, most]: readonly [number, number]): number {
  const d1 = p.slope + q.slope - (3 * (p.f - q.f)) / (p.t - q.t);
  const square = d1 * d1 - p.slope * q.slope;
  if (!(square >= 0)) return (least + most) / 2;
  const d2 = Math.sqrt(square);
  const t =
    p.t <= q.t
      ? q.t - (q.t - p.t) * ((q.slope + d2 - d1) / (q.slope - p.slope + 2 * d2))
      : p.t - (p.t - q.t) * ((p.slope + d2 - d1) / (p.slope - q.slope + 2 * d2));
  // A loss beyond a double's reach with a finite slope beside it gives ∞/∞.
  return Number.isNaN(t) ? (least + most) / 2 : Math.min(Math.max(t, least), most);
}
