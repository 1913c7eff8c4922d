import {lawOf, rules} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {whenNear} from "../when-near.js";
import {liveEquation, typeset} from "./live-equation.js";
import {liveLines, type Slot} from "./live-tex.js";
import {styleOf} from "./palette.js";
import {nameOf, swatch} from "./run-list.js";
import {legAt, type Run} from "./state.js";
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

type Live = ReturnType<typeof liveEquation>;

/** For each run its last line, θ ← …, in symbols and with the numbers of the update that comes next. */
export function equations() {
  const body = element("div", {class: "equations-body"});
  const node = element("section", {class: "equations", "aria-label": text.title}, element("h2", {}, text.title), body);
  let rows: ReturnType<typeof rowOf>[] = [];
  let shown: Parameters<typeof show> | undefined;
  let near = false;
  // Typesetting takes longer than all that stands above it.
  const forget = whenNear(node, () => {
    near = true;
    if (shown) show(...shown);
  });

  /** A run's name, and the room for the line of the rule that makes its next update. */
  function rowOf(runs: readonly Run[], run: Run) {
    const {hue, dash} = styleOf(runs, run);
    const symbols = element("div", {class: "equation-symbols"});
    const numbers = element("div", {class: "equation-numbers"});
    const row = element(
      "div",
      {class: "equation-row"},
      element("h3", {}, swatch(hue, dash), nameOf(runs, run)),
      symbols,
      numbers
    );
    row.style.setProperty("--hue", hue);
    return {id: run.id, row, symbols, numbers, typeset: "", live: undefined as Live | undefined};
  }

  return {
    node,
    build(runs: readonly Run[]) {
      rows = runs.filter((run) => !run.hidden).map((run) => rowOf(runs, run));
      body.replaceChildren(...rows.map(({row}) => row));
    },
    show,
    dispose: forget
  };

  function show(runs: readonly Run[], step: number, of: (id: string) => Trajectory) {
    shown = [runs, step, of];
    if (!near) return;
    for (const one of rows) {
      const run = runs.find(({id}) => id === one.id);
      if (!run) continue;
      const {rule, settings} = legAt(run, step + 1);
      const key = `${rule} ${settings.convention}`;
      if (one.typeset !== key) {
        one.typeset = key;
        const law = lawOf(rules[rule], settings);
        one.live = liveEquation(liveLines(rules[rule], law)[law.length - 1]);
        one.symbols.replaceChildren(typeset(`\\displaystyle ${law[law.length - 1]}`));
        one.numbers.replaceChildren(one.live.node);
      }
      const path = of(run.id);
      one.live?.show((slot) => slotValue(run, path, step + 1, slot));
    }
  }
}
