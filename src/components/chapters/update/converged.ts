import type {Optimizer} from "../../../lib/optim/rule.js";
import {descend, type Moment} from "../../../lib/surfaces/descend.js";
import {curvatureAt} from "../../../lib/surfaces/evaluate.js";
import type {Surface} from "../../../lib/surfaces/surface.js";

/** When to stop: what each criterion looks at. */
export type Criterion = "gradient" | "change" | "step";

/** What kind of place a descent has stopped at, by the slope and the curvatures there. */
export type Place = "minimum" | "saddle" | "plateau" | "slope";

export interface Verdict {
  readonly criterion: Criterion;
  /** The first step at which it held, or undefined. */
  readonly step?: number;
  readonly moment?: Moment;
  readonly place?: Place;
  /** Curvatures ∇²J there, the larger first. */
  readonly curvatures?: readonly [number, number];
}

/** Whether a criterion holds at a moment, with the one before. `tolerance` is for ‖∇J‖, |ΔJ| and ‖Δθ‖ alike. */
export function holds(criterion: Criterion, now: Moment, before: Moment | undefined, tolerance: number): boolean {
  if (criterion === "gradient") return Math.hypot(...now.gradient) < tolerance;
  if (!before) return false;
  if (criterion === "change") return Math.abs(now.loss - before.loss) < tolerance;
  return Math.hypot(...now.delta) < tolerance;
}

/**
 * Names a place: a slope where ‖∇J‖ ≥ `flat`; a plateau where no curvature is worth the name; a minimum where all
 * curvatures are positive; a saddle where one is negative.
 */
export function placeOf(gradient: readonly number[], [high, low]: readonly [number, number], flat = 0.02): Place {
  if (Math.hypot(...gradient) >= flat) return "slope";
  if (Math.max(Math.abs(high), Math.abs(low)) < flat) return "plateau";
  return low > 0 ? "minimum" : "saddle";
}

/** Descends once, and tells of each criterion when it first held and what kind of place that was. */
export function judge(
  surface: Pick<Surface, "J">,
  optimizer: Optimizer,
  {start, steps, tolerance}: {start: readonly [number, number]; steps: number; tolerance: number}
): {path: Moment[]; verdicts: Verdict[]} {
  const path = [...descend(surface, optimizer, {start, steps})];
  const verdicts = (["gradient", "change", "step"] as const).map((criterion): Verdict => {
    const step = path.findIndex((moment, i) => holds(criterion, moment, path[i - 1], tolerance));
    if (step < 0) return {criterion};
    const moment = path[step];
    const curvatures = curvatureAt(surface, ...moment.theta);
    return {criterion, step, moment, curvatures, place: placeOf(moment.gradient, curvatures)};
  });
  return {path, verdicts};
}
