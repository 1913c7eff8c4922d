import {type Rule, rules, type Settings, settingsOf} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {svg} from "../svg.js";
import {short} from "./format.js";
import type {Problem} from "./problem.js";
import {simulation} from "./simulation.js";
import type {Leg, Run} from "./state.js";
import {lastLeg} from "./state.js";
import type {Trajectory} from "./trajectory.js";
import {toX, toY, type Viewport} from "./viewport.js";

const text = {
  draw: "Draw the other conventions",
  names: {paper: "Paper", pytorch: "PyTorch", keras: "Keras"} as Readonly<Record<string, string>>,
  and: " and ",
  same: (names: string) => `${names}: the same path so far.`,
  apart: (names: string, distance: number, step: number) =>
    `${names}: up to ${short(distance)} away by step ${step} (thin dotted line).`
};

/** Name of a convention for people; other choices are called what they are. */
export const conventionName = (convention: string): string => text.names[convention] ?? convention;

/** The path that a run would have made under another convention; those that make the same path stand together. */
export interface ConventionPath {
  readonly names: string;
  readonly path: Trajectory;
}

/** The settings under another convention: the same, but what was left at one's default is at the other's. */
function under(rule: Rule, settings: Settings, convention: string): Settings {
  const defaults = settingsOf(rule, {convention: settings.convention});
  const chosen = Object.entries(settings).filter(([key, value]) => value !== defaults[key]);
  return settingsOf(rule, {...Object.fromEntries(chosen), convention});
}

/** A run as every other convention of its rule has it. */
export function otherConventions(run: Run): {convention: string; run: Run}[] {
  const {rule: name, settings} = lastLeg(run);
  return Object.keys(rules[name].conventions ?? {})
    .filter((convention) => convention !== settings.convention)
    .map((convention) => ({
      convention,
      run: {
        ...run,
        id: `${run.id} ${convention}`,
        legs: run.legs.map((leg) =>
          leg.rule === name ? {...leg, settings: under(rules[name], leg.settings, convention)} : leg
        )
      }
    }));
}

/** The greatest distance between two paths up to a step. */
export function distanceApart(a: Trajectory, b: Trajectory, step: number): number {
  let most = 0;
  const last = Math.min(step, a.last, b.last);
  for (let k = 0; k <= last; ++k)
    most = Math.max(most, Math.hypot(a.at("theta.0", k) - b.at("theta.0", k), a.at("theta.1", k) - b.at("theta.1", k)));
  return most;
}

/** Where paper, PyTorch and Keras part: the selected run's path in the other conventions, when the reader asks for it. */
export function conventionPaths(onToggle: (on: boolean) => void) {
  const box = element("input", {type: "checkbox"});
  const said = element("div", {class: "convention-said"});
  const node = element("div", {class: "conventions"}, element("label", {class: "check"}, box, text.draw), said);
  box.addEventListener("change", () => onToggle(box.checked));
  const sim = simulation();
  let legs: readonly Leg[] | undefined;
  let others: ReturnType<typeof otherConventions> = [];
  let shown: readonly ConventionPath[] = [];
  let moment = 0;
  let sentences: readonly string[] = [];
  let told = "";

  return {
    node,
    /** The paths beside a run's own, up to a step; none while they are not asked for. */
    paths(on: boolean, run: Run, own: Trajectory, problem: Problem, start: readonly [number, number], step: number) {
      box.checked = on;
      said.hidden = !on;
      moment = step;
      shown = [];
      if (!on) return shown;
      if (legs !== run.legs) [legs, others] = [run.legs, otherConventions(run)];
      const list = others.map((other) => other.run);
      sim.sync(list, problem, start);
      sim.advance(step);
      const groups: {names: string[]; path: Trajectory}[] = [];
      for (const {convention, run: other} of others) {
        const path = sim.of(other.id);
        const twin = groups.find((group) => distanceApart(group.path, path, step) === 0);
        if (twin) twin.names.push(conventionName(convention));
        else groups.push({names: [conventionName(convention)], path});
      }
      shown = groups.map(({names, path}) => ({names: names.join(text.and), path}));
      const apart = new Map(shown.map(({path}) => [path, distanceApart(own, path, step)]));
      sentences = shown.map(({names, path}) => {
        const distance = apart.get(path)!;
        return distance === 0 ? text.same(names) : text.apart(names, distance, step);
      });
      shown = shown.filter(({path}) => apart.get(path)! > 0);
      return shown;
    },
    /** Says how far they part. */
    say() {
      if (sentences.join() === told) return;
      told = sentences.join();
      said.replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
    },
    /** Their names on the map, each where its path has come. */
    labels(view: Viewport): Node[] {
      return shown.map(({names, path}, i) => {
        const at = Math.min(moment, path.last);
        const [x, y] = [toX(view, path.at("theta.0", at)), toY(view, path.at("theta.1", at))];
        return svg(
          "g",
          {class: "convention-label"},
          svg("circle", {cx: x, cy: y, r: 3}),
          svg("text", {x: x + 8, y: y + 18 + 15 * i}, names)
        );
      });
    }
  };
}
