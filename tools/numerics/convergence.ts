import {optimizer, type Rule, rules, type State} from "../../lib/optim/index.js";
import {descend, lossAt, type Surface, surfaces} from "../../lib/surfaces/index.js";
import {tensor, vjp} from "../../lib/tensor/index.js";

/** How a search for the minimum came out. */
export interface Outcome {
  /** Updates after which the gap to the lowest minimum stayed below a thousandth of what it was at the start. */
  readonly steps?: number;
  /** Gradients that they took. */
  readonly evaluations?: number;
  /** The learning rate that needed the fewest. */
  readonly rate?: number;
  /** Not there, but where the ground is level: another minimum, or a saddle point. */
  readonly level?: boolean;
}

export const updates = 500;
export const share = 1e-3;
export const levelSlope = 1e-3;
/** Learning rates that are tried: 1, 2 and 5 in each decade. */
export const rates = [1e-3, 1e-2, 1e-1, 1].flatMap((decade) => [decade, 2 * decade, 5 * decade]);

const goalOf = (surface: Surface): number => {
  const lowest = Math.min(...surface.minima.map((m) => m.loss));
  const [x, y] = surface.starts[0];
  return lowest + share * (lossAt(surface, x, y) - lowest);
};

/** All rules that need gradients only, with all learning rates, abreast: one call of J serves every run. */
export function firstOrderOutcomes(surface: Surface): Map<string, Outcome> {
  const firstOrder = Object.values(rules).filter((rule) => rule.needs === "gradient");
  const goal = goalOf(surface);
  const runs = firstOrder.flatMap((rule) => rates.map((rate) => start(rule, rate)));
  const xs = new Float64Array(runs.length).fill(surface.starts[0][0]);
  const ys = new Float64Array(runs.length).fill(surface.starts[0][1]);
  const theta = new Float64Array(2);
  const g = new Float64Array(2);
  for (let step = 0; step <= updates; ++step) {
    const {value, pull} = vjp((x, y) => surface.J(x, y), tensor(xs), tensor(ys));
    const [gx, gy] = pull(tensor(new Float64Array(runs.length).fill(1)));
    runs.forEach((run, i) => {
      if (!(value.data[i] <= goal)) run.steps = undefined;
      else run.steps ??= step;
      theta.set([xs[i], ys[i]]);
      g.set([gx.data[i], gy.data[i]]);
      run.level = Math.hypot(...g) < levelSlope;
      const delta = run.rule.update(g, run.state, run.settings, theta);
      xs[i] += delta[0];
      ys[i] += delta[1];
    });
  }
  return new Map(firstOrder.map((rule) => [rule.name, best(runs.filter((run) => run.rule === rule))]));
}

interface Running {
  readonly rule: Rule;
  readonly rate: number;
  readonly settings: ReturnType<typeof optimizer>["settings"];
  readonly state: State;
  steps?: number;
  level?: boolean;
}

function start(rule: Rule, rate: number): Running {
  const {settings} = optimizer(rule.name, {learningRate: rate});
  return {rule, rate, settings, state: rule.init(2, settings)};
}

function best(runs: readonly Running[]): Outcome {
  const there = runs.filter((run) => run.steps !== undefined).sort((a, b) => a.steps! - b.steps! || a.rate - b.rate);
  if (there.length) return {steps: there[0].steps, rate: there[0].rate};
  return {level: runs.some((run) => run.level)};
}

/** A rule that chooses its own step lengths, as it comes. */
export function searchOutcome(surface: Surface, name: string): Outcome {
  const goal = goalOf(surface);
  let there: Outcome | undefined;
  let level = false;
  for (const m of descend(surface, optimizer(name), {start: surface.starts[0], steps: updates})) {
    if (!(m.loss <= goal)) there = undefined;
    else there ??= {steps: m.step, evaluations: m.evaluations};
    level = Math.hypot(...m.gradient) < levelSlope;
  }
  return there ?? {level};
}

const cell = ({steps, evaluations, rate, level}: Outcome): string =>
  steps === undefined ? (level ? "∘" : "–") : `${steps} (${rate ?? evaluations})`;

/** How soon each rule that needs gradients only finds the lowest minimum of each surface, and with which rate. */
export function firstOrderTable(over: readonly Surface[] = surfaces): string {
  const firstOrder = Object.values(rules).filter((rule) => rule.needs === "gradient");
  return table(
    ["", ...firstOrder.map((rule) => rule.label)],
    over.map((s) => {
      const outcomes = firstOrderOutcomes(s);
      return [s.name, ...firstOrder.map((rule) => cell(outcomes.get(rule.name)!))];
    })
  );
}

/** The same for rules that choose their own step lengths, with the gradients that they took. */
export function searchTable(over: readonly Surface[] = surfaces): string {
  const searching = Object.values(rules).filter((rule) => rule.needs !== "gradient");
  return table(
    ["", ...searching.map((rule) => rule.label)],
    over.map((s) => [s.name, ...searching.map((rule) => cell(searchOutcome(s, rule.name)))])
  );
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i ? "---:" : "---"))), ...rows.map(line)].join("\n");
}
