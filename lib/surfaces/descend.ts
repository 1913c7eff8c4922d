import type {Optimizer, State} from "../optim/rule.js";
import {gradientAt} from "./evaluate.js";
import type {Surface} from "./surface.js";

/** One moment of a descent: where it is, and the update that brought it there. */
export interface Moment {
  /** 0 at the start. */
  readonly step: number;
  readonly theta: [number, number];
  readonly loss: number;
  /** ∇J at `theta`. */
  readonly gradient: [number, number];
  /** The update that led here; zero at the start. */
  readonly delta: [number, number];
  /** The optimizer's state after that update: numbers and copies of its vectors. */
  readonly state: Readonly<Record<string, number | readonly number[]>>;
  /** Why the run cannot go on, if it cannot. */
  readonly stopped?: {readonly reason: "diverged"; readonly message: string};
}

export interface DescendOptions {
  readonly start: readonly [number, number];
  readonly steps: number;
}

/**
 * Descends on a surface, and yields the start and every step after it: `steps` + 1 moments, or fewer if θ or the loss
 * is no longer a finite number; the last one then says so in `stopped`.
 */
export function* descend(
  surface: Pick<Surface, "J">,
  {rule, settings}: Optimizer,
  {start, steps}: DescendOptions
): Generator<Moment> {
  const theta = Float64Array.from(start);
  if (theta.length !== 2 || !theta.every(Number.isFinite))
    throw new Error(`descend: invalid start: ${start}; expected two finite numbers`);
  const state = rule.init(2, settings, theta);
  let {loss, gradient} = gradientAt(surface, theta[0], theta[1]);
  yield moment(0, theta, loss, gradient, state);
  for (let step = 1; step <= steps; ++step) {
    const delta = rule.update(Float64Array.from(gradient), state, settings, theta);
    const before = loss;
    for (let i = 0; i < 2; ++i) theta[i] += delta[i];
    ({loss, gradient} = gradientAt(surface, theta[0], theta[1]));
    if (![...theta, loss, ...gradient].every(Number.isFinite)) {
      const message = `At step ${step} the loss overflowed: it was ${before.toPrecision(3)} one step before, and grew with every step. A smaller learning rate would hold it.`;
      yield {...moment(step, theta, loss, gradient, state), stopped: {reason: "diverged", message}};
      return;
    }
    yield moment(step, theta, loss, gradient, state);
  }
}

function moment(step: number, theta: Float64Array, loss: number, gradient: readonly number[], state: State): Moment {
  const copy: Record<string, number | readonly number[]> = {};
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === "number") copy[name] = value;
    else if (value instanceof Float64Array) copy[name] = Array.from(value);
  }
  return {
    step,
    theta: [theta[0], theta[1]],
    loss,
    gradient: [gradient[0], gradient[1]],
    delta: [state.delta[0], state.delta[1]],
    state: copy
  };
}
