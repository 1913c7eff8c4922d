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
