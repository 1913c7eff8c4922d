import {lawOf, type Rule, rules} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {liveEquation, typeset} from "./live-equation.js";
import {liveLines, type Slot} from "./live-tex.js";
import {styleOf} from "./palette.js";
import {nameOf, swatch} from "./run-list.js";
import type {Run} from "./state.js";
import {lastLeg, legAt} from "./state.js";
import type {Trajectory} from "./trajectory.js";

const text = {
  title: "The next update, with its numbers"
};

/** The number that belongs in a slot, for the update that leads to `step`. */
export function slotValue(run: Run, path: Trajectory, step: number, {name, component, time}: Slot): number {
  const leg = legAt(run, Math.max(1, step));
  if (name === "t") return path.at("t", step);
  if (name in leg.settings) return Number(leg.settings[name]);
  const row = time === "before" ? step - 1 : step;
  return path.at(component === undefined ? name : `${name}.${component}`, row);
}

/** For each run its last line, θ ← …, in symbols and with the numbers of the update that comes next. */
export function equations() {
  const body = element("div", {class: "equations-body"});
  const node = element("section", {class: "equations", "aria-label": text.title}, element("h2", {}, text.title), body);
  let rows: {run: Run; rule: Rule; row: HTMLElement; live: ReturnType<typeof liveEquation>}[] = [];
  return {
    node,
    build(runs: readonly Run[]) {
      rows = runs
        .filter((run) => !run.hidden)
        .map((run) => {
          const leg = lastLeg(run);
          const rule = rules[leg.rule];
          const law = lawOf(rule, leg.settings);
          const lines = liveLines(rule, law);
          const live = liveEquation(lines[lines.length - 1]);
          const {hue, dash} = styleOf(runs, run);
          const row = element(
            "div",
            {class: "equation-row"},
            element("h3", {}, swatch(hue, dash), nameOf(runs, run)),
            element("div", {class: "equation-symbols"}, typeset(`\\displaystyle ${law[law.length - 1]}`)),
            element("div", {class: "equation-numbers"}, live.node)
          );
          row.style.setProperty("--hue", hue);
          return {run, rule, row, live};
        });
      body.replaceChildren(...rows.map(({row}) => row));
    },
    show(runs: readonly Run[], step: number, of: (id: string) => Trajectory) {
      for (const {run: built, live} of rows) {
        const run = runs.find(({id}) => id === built.id) ?? built;
        const path = of(run.id);
        live.show((slot) => slotValue(run, path, step + 1, slot));
      }
    }
  };
}
