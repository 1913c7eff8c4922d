import type {Trajectory} from "./trajectory.js";

const known = new WeakMap<Trajectory, {values: Float64Array; count: number}>();

/** Length of a run's path from its start to a step, in units of the parameters. Each step is measured once. */
export function pathLength(run: Trajectory, step: number): number {
  const [xs, ys] = [run.column("theta.0")!, run.column("theta.1")!];
  let entry = known.get(run);
  if (!entry) {
    entry = {values: new Float64Array(xs.length), count: 1};
    known.set(run, entry);
  }
  if (entry.values.length < xs.length) {
    const larger = new Float64Array(xs.length);
    larger.set(entry.values);
    entry.values = larger;
  }
  const {values} = entry;
  const to = Math.min(step, run.last);
  for (let k = entry.count; k <= to; ++k) values[k] = values[k - 1] + Math.hypot(xs[k] - xs[k - 1], ys[k] - ys[k - 1]);
  entry.count = Math.max(entry.count, to + 1);
  return values[to];
}
