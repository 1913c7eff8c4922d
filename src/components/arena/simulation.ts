import type {Problem} from "./problem.js";
import type {Run} from "./state.js";
import {type Trajectory, trajectory} from "./trajectory.js";

/** The trajectories of all runs, computed as far as they were asked for. */
export interface Simulation {
  /** Takes over runs, problem and start; only what changed is computed again. */
  sync(runs: readonly Run[], problem: Problem, start: readonly [number, number]): void;
  /** Computes every run up to `step`, for at most `budget` ms. True when all are there (or have stopped). */
  advance(step: number, budget?: number): boolean;
  /** Whether every run is known up to `step`, or has stopped. */
  reached(step: number): boolean;
  of(id: string): Trajectory;
  /** The furthest step of any run. */
  readonly last: number;
  /** Whether every run has stopped. */
  readonly finished: boolean;
}

export function simulation(): Simulation {
  const runs = new Map<string, Trajectory>();
  let problem: Problem | undefined;
  let start: readonly [number, number] | undefined;
  const reached = (step: number) => [...runs.values()].every((run) => run.last >= step || run.stopped);

  return {
    sync(list, nextProblem, nextStart) {
      if (nextProblem !== problem || nextStart !== start) runs.clear();
      [problem, start] = [nextProblem, nextStart];
      for (const id of runs.keys()) if (!list.some((run) => run.id === id)) runs.delete(id);
      for (const {id, legs, stream} of list)
        if (runs.get(id)?.legs !== legs) runs.set(id, trajectory({problem, legs, start, stream}));
    },
    advance(step, budget = Number.POSITIVE_INFINITY) {
      const until = performance.now() + budget;
      for (const run of runs.values()) run.extend(step, until);
      return reached(step);
    },
    reached,
    of(id) {
      const run = runs.get(id);
      if (!run) throw new Error(`simulation: unknown run: ${id}; expected one of ${[...runs.keys()].join(", ")}`);
      return run;
    },
    get last() {
      return Math.max(0, ...[...runs.values()].map((run) => run.last));
    },
    get finished() {
      return [...runs.values()].every((run) => run.stopped);
    }
  };
}
