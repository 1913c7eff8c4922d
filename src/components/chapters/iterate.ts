import type {Floats, Objective, Optimizer, State} from "../../lib/optim/rule.js";

/** ∇J at `theta`, written into `out`. */
export type Gradient = (theta: Float64Array, out: Float64Array) => void;

/** One moment of a run on n parameters; the arrays are copies. */
export interface Snapshot {
  /** 0 at the start. */
  readonly step: number;
  readonly theta: Float64Array;
  /** The update that led here; zeros at the start. */
  readonly delta: Float64Array;
  readonly state: Readonly<Record<string, number | Float64Array>>;
}

/**
 * Runs an optimizer on a flat array, whatever its length: yields `steps` + 1 snapshots, the start included, or fewer
 * where θ stops being finite (the last one then is not).
 */
export function* iterating(
  {rule, settings}: Optimizer,
  gradient: Gradient,
  {start, steps, objective}: {start: ArrayLike<number>; steps: number; objective?: Objective}
): Generator<Snapshot> {
  const theta = Float64Array.from(start);
  const g = new Float64Array(theta.length);
  const state = rule.init(theta.length, settings, theta);
  yield snapshot(0, theta, state);
  for (let step = 1; step <= steps; ++step) {
    gradient(theta, g);
    const delta = rule.update(g, state, settings, theta, objective);
    for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
    yield snapshot(step, theta, state);
    if (!theta.every(Number.isFinite)) return;
  }
}

/** All snapshots of `iterating`, at once. */
export const iterate = (...run: Parameters<typeof iterating>): Snapshot[] => [...iterating(...run)];

function snapshot(step: number, theta: Float64Array, state: State): Snapshot {
  const kept: Record<string, number | Float64Array> = {};
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === "number") kept[name] = value;
    else if (value instanceof Float64Array) kept[name] = value.slice();
  }
  return {step, theta: theta.slice(), delta: Float64Array.from(state.delta as Floats), state: kept};
}
