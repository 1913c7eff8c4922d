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

interface Known {
  readonly metric: Metric;
  readonly minima: readonly Critical[];
  values: Float64Array;
  count: number;
}

/** What was computed of each run, so that a frame computes only the steps that are new. */
const known = new WeakMap<Trajectory, Known>();

/**
 * Values of a metric at steps 0 to `count` − 1 of a run; what lies beyond does not count. The loss is the run's own
 * column, not a copy.
 */
export function metricOf(metric: Metric, run: Trajectory, minima: readonly Critical[], count: number): Float64Array {
  if (metric === "loss") return run.column("loss")!;
  const name = metric === "slope" ? "gradient" : metric === "move" ? "delta" : "theta";
  const [xs, ys] = [run.column(`${name}.0`)!, run.column(`${name}.1`)!];
  let entry = known.get(run);
  if (entry?.metric !== metric || entry.minima !== minima) {
    entry = {metric, minima, values: new Float64Array(xs.length), count: 0};
    known.set(run, entry);
  }
  if (entry.values.length < count) {
    const larger = new Float64Array(xs.length);
    larger.set(entry.values);
    entry.values = larger;
  }
  const {values} = entry;
  for (let k = entry.count; k < count; ++k) {
    if (metric !== "distance") {
      values[k] = Math.hypot(xs[k], ys[k]);
      continue;
    }
    let nearest = Number.POSITIVE_INFINITY;
    for (const {x, y} of minima) nearest = Math.min(nearest, Math.hypot(xs[k] - x, ys[k] - y));
    values[k] = nearest;
  }
  entry.count = Math.max(entry.count, count);
  return values;
}
