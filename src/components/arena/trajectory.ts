import {rules, type State} from "../../lib/optim/index.js";
import {short} from "./format.js";
import {history} from "./history.js";
import type {Problem} from "./problem.js";
import type {Leg} from "./state.js";

/** Why a run cannot go on. */
export interface Stop {
  readonly reason: "diverged" | "converged" | "failed";
  /** The step that could not be made; for a run that converged, its last. */
  readonly step: number;
  readonly message: string;
}

/**
 * One run: every state it has been in, so that time is random access.
 *
 * Row k holds θ and J after k updates, ∇J there (`gradient`), what the rule was given for update k (`g`), Δ, the
 * evaluations of the gradient spent so far, and the rule's own quantities after update k, all by name.
 */
export interface Trajectory {
  readonly legs: readonly Leg[];
  /** Last step that is known. */
  readonly last: number;
  readonly stopped: Stop | undefined;
  column(name: string): Float64Array | undefined;
  at(name: string, step: number): number;
  /** Names of what is known, without ".0" and ".1". */
  readonly names: readonly string[];
  /** Runs until `step` is known, the run has stopped, or `until` (a time in ms) has passed. */
  extend(step: number, until?: number): void;
}

export interface TrajectoryOptions {
  readonly problem: Problem;
  readonly legs: readonly Leg[];
  readonly start: readonly [number, number];
  /** Which stream of noise it draws from. */
  readonly stream?: number;
}

/** A run from `start`, not yet computed; it steps exactly as `descend` does. */
export function trajectory({problem, legs, start, stream = 0}: TrajectoryOptions): Trajectory {
  const rows = history();
  const theta = Float64Array.from(start);
  const g = new Float64Array(2);
  let leg = -1;
  let state: State = {t: 0, delta: new Float64Array(2)};
  let stopped: Stop | undefined;
  let evaluations = 1;
  let {loss, gradient} = problem.evaluate(theta[0], theta[1]);
  const objective = {
    get loss() {
      return loss;
    },
    valueAndGradient(at: ArrayLike<number>, out: {[i: number]: number}) {
      ++evaluations;
      const found = problem.evaluate(at[0], at[1]);
      out[0] = found.gradient[0];
      out[1] = found.gradient[1];
      return found.loss;
    },
    hessian(at: ArrayLike<number>) {
      evaluations += 2;
      return problem.hessian(at[0], at[1]);
    }
  };

  function nextLeg() {
    const rule = rules[legs[++leg].rule];
    // A leg of the same rule goes on with the state it finds; another rule starts afresh.
    if (leg === 0 || legs[leg].rule !== legs[leg - 1].rule) state = rule.init(2, legs[leg].settings, theta);
  }

  function record(seen: ArrayLike<number>) {
    rows.addRow();
    rows.set("loss", loss);
    rows.set("evaluations", evaluations);
    vector("theta", theta);
    vector("gradient", gradient);
    vector("g", seen);
    for (const name of Object.keys(state)) {
      const value = state[name];
      if (typeof value === "number") rows.set(name, value);
      else if (value instanceof Float64Array && value.length === 2) vector(name, value);
    }
  }

  function vector(name: string, value: ArrayLike<number>) {
    rows.set(`${name}.0`, value[0]);
    rows.set(`${name}.1`, value[1]);
  }

  function update() {
    const step = rows.count;
    while (leg + 1 < legs.length && legs[leg + 1].from < step) nextLeg();
    const {rule: name, settings} = legs[leg];
    const rule = rules[name];
    const before = loss;
    problem.observe(gradient, theta, step, stream, g);
    try {
      const delta = rule.update(g, state, settings, theta, rule.needs === "gradient" ? undefined : objective);
      for (let i = 0; i < 2; ++i) theta[i] += delta[i];
    } catch (error) {
      stopped = {
        reason: "failed",
        step,
        message: `Stopped at step ${step}: ${error instanceof Error ? error.message : String(error)}`
      };
      return;
    }
    ({loss, gradient} = problem.evaluate(theta[0], theta[1]));
    ++evaluations;
    if (Number.isFinite(theta[0] + theta[1] + loss + gradient[0] + gradient[1])) record(g);
    else stopped = {reason: "diverged", step, message: explain(step, before, blowUp())};
    if (state.converged && !stopped) stopped = {reason: "converged", step, message: `Converged after ${step} steps.`};
  }

  /** The direction of the last step that can be told, and the curvature along it. */
  function blowUp(): string {
    const row = rows.count - 1;
    const [dx, dy] = [rows.at("delta.0", row), rows.at("delta.1", row)];
    const length = Math.hypot(dx, dy);
    const [ux, uy] = [dx / length, dy / length];
    const [a, b, c, d] = problem.hessian(rows.at("theta.0", row), rows.at("theta.1", row));
    const curvature = ux * (a * ux + b * uy) + uy * (c * ux + d * uy);
    if (!Number.isFinite(curvature)) return "";
    const [along, up] = [ux, uy].map((part) => short(Number(part.toFixed(2)) || 0));
    return ` It blew up along (${along}, ${up}), where the curvature is ${short(curvature)}.`;
  }

  nextLeg();
  if (Number.isFinite(loss)) record([Number.NaN, Number.NaN]);
  else {
    rows.addRow();
    vector("theta", theta);
    rows.set("loss", loss);
    stopped = {
      reason: "failed",
      step: 0,
      message: "Stopped before the first step: the loss is not a number at this start."
    };
  }
  return {
    legs,
    get last() {
      return rows.count - 1;
    },
    get stopped() {
      return stopped;
    },
    column: rows.column,
    at: rows.at,
    get names() {
      return [...new Set(rows.columns().map((name) => name.replace(/\.[01]$/, "")))];
    },
    extend(step, until = Number.POSITIVE_INFINITY) {
      for (let k = 0; rows.count <= step && !stopped; ++k) {
        update();
        if (k % 16 === 15 && performance.now() > until) return;
      }
    }
  };
}

function explain(step: number, before: number, where: string): string {
  return `Stopped at step ${step}: the loss overflowed. It was ${short(before)} one step before.${where}`;
}
