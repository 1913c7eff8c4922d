import {type ArenaState, lastLeg, type Run} from "./state.js";
import type {Trajectory} from "./trajectory.js";

/** The steps of all runs as CSV: one row a run and step, every number in full. */
export function toCsv(runs: readonly Run[], of: (id: string) => Trajectory, taken: number): string {
  const rows = ["run,optimizer,step,x,y,loss,gradient_x,gradient_y,step_x,step_y"];
  for (const run of runs) {
    const path = of(run.id);
    for (let k = 0; k <= Math.min(taken, path.last); ++k) {
      const numbers = ["theta.0", "theta.1", "loss", "gradient.0", "gradient.1", "delta.0", "delta.1"];
      rows.push([run.id, lastLeg(run).rule, k, ...numbers.map((name) => path.at(name, k))].join(","));
    }
  }
  return `${rows.join("\n")}\n`;
}

/** The arena's state and where every run is, as JSON. */
export function toJson(state: ArenaState, of: (id: string) => Trajectory): string {
  const runs = state.runs.map((run) => {
    const path = of(run.id);
    const at = Math.min(state.step, path.last);
    return {
      ...run,
      at: {step: at, theta: [path.at("theta.0", at), path.at("theta.1", at)], loss: path.at("loss", at)},
      stopped: path.stopped
    };
  });
  return JSON.stringify({...state, runs}, null, 2);
}
