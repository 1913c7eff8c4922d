import {short} from "./format.js";
import {nameOf} from "./run-list.js";
import type {Run} from "./state.js";
import type {Trajectory} from "./trajectory.js";

/** A moment in words: the loss of every run that is not hidden, and which have stopped. */
export function summary(runs: readonly Run[], step: number, of: (id: string) => Trajectory): string {
  const parts = runs
    .filter((run) => !run.hidden)
    .map((run) => {
      const path = of(run.id);
      const name = nameOf(runs, run);
      if (path.stopped && path.stopped.reason !== "converged" && step >= path.stopped.step)
        return `${name} stopped at step ${path.stopped.step}`;
      return `${name} ${short(path.at("loss", Math.min(step, path.last)))}`;
    });
  return `Step ${step}. Loss: ${parts.join(", ")}.`;
}

/** One step of the selected run in words, and where the others are. */
export function stepSummary(
  runs: readonly Run[],
  selected: string,
  step: number,
  of: (id: string) => Trajectory
): string {
  const run = runs.find(({id}) => id === selected)!;
  const path = of(run.id);
  const name = nameOf(runs, run);
  if (step > path.last) return `${summary(runs, step, of)} ${path.stopped?.message ?? ""}`.trim();
  const [x, y] = [short(path.at("theta.0", step)), short(path.at("theta.1", step))];
  const loss = path.at("loss", step);
  const before = step > 0 ? path.at("loss", step - 1) : loss;
  const change =
    loss < before ? `down from ${short(before)}` : loss > before ? `up from ${short(before)}` : "as before";
  const others = runs
    .filter((other) => !other.hidden && other !== run)
    .map((other) => `${nameOf(runs, other)} ${short(of(other.id).at("loss", Math.min(step, of(other.id).last)))}`);
  const rest = others.length ? ` Others: ${others.join(", ")}.` : "";
  return `Step ${step}. ${name} is at (${x}, ${y}), loss ${short(loss)}${step > 0 ? `, ${change}` : ""}.${rest}`;
}

/** The runs that cannot go on at a step, and why. */
export function stops(runs: readonly Run[], step: number, of: (id: string) => Trajectory): Map<string, string> {
  const found = new Map<string, string>();
  for (const run of runs) {
    const {stopped} = of(run.id);
    if (!run.hidden && stopped && step >= stopped.step) found.set(run.id, `${nameOf(runs, run)}: ${stopped.message}`);
  }
  return found;
}
