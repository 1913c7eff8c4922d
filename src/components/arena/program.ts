import {rules, type Settings} from "../../lib/optim/index.js";
import {examplesOf} from "./mini-batch.js";
import type {ArenaState, Leg, Noise} from "./state.js";

/**
 * A program in the library's words that makes the same runs to the bit and prints where each ends. Runs that were never
 * forked and see the exact gradient need only `descend`; for the others the program holds the loop.
 */
export function toCode(state: ArenaState): string {
  const plain = state.noise.kind === "none" && state.runs.every(({legs}) => legs.length === 1);
  const names = new Set<string>();
  const body = [lossLine(state, names), "", ...(plain ? descents(state, names) : loop(state, names))];
  return `${[`import {${[...names].sort().join(", ")}} from "nabla";`, ...formulaReader(state), "", ...body].join("\n")}\n`;
}

/** A reader's formula is parsed by mathjs, which the library itself does not bring. */
const formulaReader = ({surface}: ArenaState) => (surface === "formula" ? ['import * as math from "mathjs";'] : []);

function lossLine({surface, condition, formula}: ArenaState, names: Set<string>): string {
  if (surface === "formula") {
    names.add("formulaSurface");
    return `const {surface: loss} = formulaSurface(${JSON.stringify(formula)}, math);`;
  }
  names.add(surface === "ravine" ? "ravineOf" : "surface");
  return `const loss = ${surface === "ravine" ? `ravineOf({condition: ${condition}})` : `surface("${surface}")`};`;
}

/** `optimizer("adam", {learningRate: 0.01})`: the learning rate, and what differs from the defaults. */
function optimizerCall({rule, settings}: Leg): string {
  const given = Object.entries(settings as Settings).filter(
    ([key, value]) => key === "learningRate" || rules[rule].hyperparameters[key]?.default !== value
  );
  const inside = given.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(", ");
  return `optimizer("${rule}"${inside ? `, {${inside}}` : ""})`;
}

function descents({runs, start, step}: ArenaState, names: Set<string>): string[] {
  for (const name of ["descend", "optimizer"]) names.add(name);
  return [
    "const runs = {",
    ...runs.map(({id, legs}) => `  ${id}: ${optimizerCall(legs[0])},`),
    "};",
    "for (const [name, rule] of Object.entries(runs)) {",
    `  const moments = [...descend(loss, rule, {start: [${start.join(", ")}], steps: ${step}})];`,
    "  const {step, theta, loss: J} = moments[moments.length - 1];",
    "  console.log(name, step, theta[0], theta[1], J);",
    "}"
  ];
}

function loop({surface, runs, start, step, noise}: ArenaState, names: Set<string>): string[] {
  for (const name of ["gradientAt", "hessianAt", "optimizer"]) names.add(name);
  return [
    "// Each run: from which step on it follows which rule, and its stream of noise.",
    "const runs = {",
    ...runs.map(({id, legs, stream}) => {
      const parts = legs.map((leg) => `{after: ${leg.from}, ...${optimizerCall(leg)}}`);
      return `  ${id}: {stream: ${noise.separate ? stream : 0}, legs: [${parts.join(", ")}]},`;
    }),
    "};",
    "// What the rule is shown instead of ∇J.",
    "function observe(gradient, theta, step, stream) {",
    ...observed(noise, surface, names).map((line) => `  ${line}`),
    "}",
    "for (const [name, {stream, legs}] of Object.entries(runs)) {",
    `  const theta = Float64Array.of(${start.join(", ")});`,
    "  let [{rule, settings}] = legs;",
    "  let state = rule.init(2, settings, theta);",
    "  let {loss: J, gradient} = gradientAt(loss, theta[0], theta[1]);",
    "  const objective = {",
    "    get loss() {",
    "      return J;",
    "    },",
    "    valueAndGradient(at, out) {",
    "      const found = gradientAt(loss, at[0], at[1]);",
    "      out.set(found.gradient);",
    "      return found.loss;",
    "    },",
    "    hessian: (at) => hessianAt(loss, at[0], at[1])",
    "  };",
    "  let made = 0;",
    `  for (let step = 1; step <= ${step} && !state.converged; ++step) {`,
    "    const next = legs.find(({after}) => after > 0 && after === step - 1);",
    "    if (next) {",
    "      // The same rule goes on with its state; another starts afresh.",
    "      if (next.rule !== rule) state = next.rule.init(2, next.settings, theta);",
    "      ({rule, settings} = next);",
    "    }",
    "    const g = Float64Array.from(observe(gradient, theta, step, stream));",
    '    const delta = rule.update(g, state, settings, theta, rule.needs === "gradient" ? undefined : objective);',
    "    const to = [theta[0] + delta[0], theta[1] + delta[1]];",
    "    const there = gradientAt(loss, to[0], to[1]);",
    "    if (![...to, there.loss, ...there.gradient].every(Number.isFinite)) break;",
    "    theta.set(to);",
    "    ({loss: J, gradient} = there);",
    "    made = step;",
    "  }",
    "  console.log(name, made, theta[0], theta[1], J);",
    "}"
  ];
}

function observed({kind, sigma, batchSize, seed}: Noise, surface: string, names: Set<string>): string[] {
  const count = examplesOf(surface);
  if (kind === "batch" && count > 0) {
    const [make, examples] =
      surface === "neuron" ? ["neuronLoss", "neuronExamples"] : ["leastSquaresLoss", "lineMeasurements"];
    for (const name of ["batchAt", make, examples]) names.add(name);
    return [
      `const batch = batchAt({count: ${count}, batchSize: ${batchSize}, seed: ${seed}, stream}, step);`,
      `return gradientAt(${make}(batch.map((i) => ${examples}[i])), theta[0], theta[1]).gradient;`
    ];
  }
  if (kind !== "gaussian") return ["return gradient;"];
  names.add("normalsAt");
  return [
    `const [a, b] = normalsAt(${seed}, stream, step);`,
    `return [gradient[0] + ${sigma} * a, gradient[1] + ${sigma} * b];`
  ];
}
