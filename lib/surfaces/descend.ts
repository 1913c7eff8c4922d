import type {Floats, Objective, Optimizer, State} from "../optim/rule.js";
import {type AnySchedule, courseOf, scheduledSettings} from "../optim/schedules/schedule.js";
import {gradientAt, hessianAt} from "./evaluate.js";
import type {Surface} from "./surface.js";

/** Why a run ended before its last step. */
export interface Stop {
  readonly reason: "diverged" | "converged";
  readonly message: string;
}

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
  /** Gradients evaluated so far, this one included; a Hessian counts as two. */
  readonly evaluations: number;
  /** Why the run ends here, if it ends before its last step. */
  readonly stopped?: Stop;
}

export interface DescendOptions {
  readonly start: readonly [number, number];
  readonly steps: number;
  /** How the learning rate goes from step to step; one that waits for a plateau hears every loss. */
  readonly schedule?: AnySchedule;
}

/**
 * Descends on a surface, and yields the start and every step after it: `steps` + 1 moments, or fewer if θ or the loss
 * is not a finite number, at the start or later, or if the rule can tell that it has converged; the last one then says so
 * in `stopped`.
 * @throws `descend: invalid start|invalid steps: …`
 */
export function* descend(
  surface: Pick<Surface, "J">,
  {rule, settings}: Optimizer,
  {start, steps, schedule}: DescendOptions
): Generator<Moment> {
  const theta = Float64Array.from(start);
  if (theta.length !== 2 || !theta.every(Number.isFinite))
    throw new Error(`descend: invalid start: ${start}; expected two finite numbers`);
  if (!Number.isInteger(steps) || steps < 0)
    throw new Error(`descend: invalid steps: ${steps}; expected a whole number, 0 or more`);
  const course = schedule && courseOf(schedule);
  const state = rule.init(2, settings, theta);
  const objective = objectiveOf(surface);
  const gradient = new Float64Array(2);
  const look = () => {
    objective.loss = objective.valueAndGradient(theta, gradient);
  };
  const moment = (step: number, stopped?: Stop): Moment => ({
    step,
    theta: [theta[0], theta[1]],
    loss: objective.loss,
    gradient: [gradient[0], gradient[1]],
    delta: [state.delta[0], state.delta[1]],
    state: copyOf(state),
    evaluations: objective.evaluations,
    ...(stopped && {stopped})
  });
  const lost = () => ![...theta, objective.loss, ...gradient].every(Number.isFinite);
  look();
  if (lost()) {
    const message = `At the start the loss is ${objective.loss} and its gradient ${gradient.join(", ")}: a descent needs finite numbers.`;
    yield moment(0, {reason: "diverged", message});
    return;
  }
  yield moment(0);
  for (let step = 1; step <= steps; ++step) {
    const now = course ? scheduledSettings(settings, course, step - 1) : settings;
    const delta = rule.update(gradient, state, now, theta, objective);
    const before = objective.loss;
    for (let i = 0; i < 2; ++i) theta[i] += delta[i];
    look();
    if (lost()) {
      const message = `At step ${step} the loss is ${objective.loss}: it was ${before.toPrecision(3)} one step before. A smaller learning rate may hold it.`;
      yield moment(step, {reason: "diverged", message});
      return;
    }
    course?.observe?.(objective.loss, Number(settings.learningRate));
    if (state.converged) {
      yield moment(step, {reason: "converged", message: `Converged after ${step} steps.`});
      return;
    }
    yield moment(step);
  }
}

/** A surface as the rules see it, counting what they ask for. */
function objectiveOf(surface: Pick<Surface, "J">): Objective & {loss: number; evaluations: number} {
  return {
    loss: Number.NaN,
    evaluations: 0,
    valueAndGradient(at: Floats, out: Floats) {
      this.evaluations += 1;
      const {loss, gradient} = gradientAt(surface, at[0], at[1]);
      out.set(gradient);
      return loss;
    },
    hessian(at: Floats) {
      this.evaluations += 2;
      return hessianAt(surface, at[0], at[1]);
    }
  };
}

function copyOf(state: State): Record<string, number | readonly number[]> {
  const copy: Record<string, number | readonly number[]> = {};
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === "number") copy[name] = value;
    else if (value instanceof Float64Array) copy[name] = Array.from(value);
  }
  return copy;
}
