import {rules} from "../../lib/optim/index.js";
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

/**
 * A program in the library's words that makes the same runs to the bit. Undefined where it could not: for runs that were
 * forked, noisy gradients and formulas.
 */
export function toCode(state: ArenaState): string | undefined {
  if (state.noise.kind !== "none" || state.surface === "formula") return undefined;
  if (state.runs.some(({legs}) => legs.length > 1)) return undefined;
  const ravine = state.surface === "ravine";
  const lines = [
    `import {descend, optimizer, ${ravine ? "ravineOf" : "surface"}} from "nabla";`,
    "",
    `const loss = ${ravine ? `ravineOf({condition: ${state.condition}})` : `surface("${state.surface}")`};`,
    "const runs = {"
  ];
  for (const run of state.runs) {
    const {rule, settings} = lastLeg(run);
    const given = Object.entries(settings).filter(
      ([key, value]) => key === "learningRate" || rules[rule].hyperparameters[key]?.default !== value
    );
    const inside = given.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(", ");
    lines.push(`  ${run.id}: optimizer("${rule}"${inside ? `, {${inside}}` : ""}),`);
  }
  lines.push(
    "};",
    "for (const [name, rule] of Object.entries(runs)) {",
    `  const moments = [...descend(loss, rule, {start: [${state.start.join(", ")}], steps: ${state.step}})];`,
    "  const {step, theta, loss: J} = moments[moments.length - 1];",
    "  console.log(name, step, theta[0], theta[1], J);",
    "}"
  );
  return `${lines.join("\n")}\n`;
}
