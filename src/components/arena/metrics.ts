import type {Critical} from "../../lib/surfaces/index.js";
import type {Trajectory} from "./trajectory.js";

/** What a chart can show of a run at each step. */
export type Metric = "loss" | "distance" | "slope" | "move";

export const metricNames: Readonly<Record<Metric, string>> = {
  loss: "Loss J(θ)",
  distance: "Distance to the nearest minimum",
  slope: "Gradient norm |∇J|",
  move: "Effective step |Δ|"
};

/** Values of a metric at steps 0 to `count` − 1 of a run. The loss is the run's own column, not a copy. */
export function metricOf(metric: Metric, run: Trajectory, minima: readonly Critical[], count: number): Float64Array {
  if (metric === "loss") return run.column("loss")!;
  const name = metric === "slope" ? "gradient" : metric === "move" ? "delta" : "theta";
  const [xs, ys] = [run.column(`${name}.0`)!, run.column(`${name}.1`)!];
  const values = new Float64Array(count);
  for (let k = 0; k < count; ++k) {
    if (metric !== "distance") {
      values[k] = Math.hypot(xs[k], ys[k]);
      continue;
    }
    let nearest = Number.POSITIVE_INFINITY;
    for (const {x, y} of minima) nearest = Math.min(nearest, Math.hypot(xs[k] - x, ys[k] - y));
    values[k] = nearest;
  }
  return values;
}
