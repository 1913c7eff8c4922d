import {rules} from "../../../lib/index.js";
import {nameOf} from "../run-list.js";
import {shown} from "../viewport.js";
import {basinsText} from "./basins.js";
import {basinsView} from "./basins-view.js";
import {type Case, finalLeg, groundOf, leftOut, selectedOf} from "./case.js";
import {panel} from "./panel.js";
import type {JudgePart} from "./part.js";

const text = {
  title: "Where every start ends",
  says: (name: string, steps: number) =>
    `Each point is a start for ${name}, in the colour of the minimum that it has reached after ${steps} steps: to within 2\u00a0% of the domain's shorter side.`,
  formula: " The minima of your formula are those that L-BFGS finds from starts all over the picture."
};

/** Columns of the pictures, the coarse one first; rules that go point by point take their time, and get one between. */
const COLUMNS = {gradient: [60, 240], objective: [60, 120, 240], hessian: [60, 120, 240]} as const;

export interface BasinsActions {
  setStart(start: readonly [number, number]): void;
  /** How many per cent end where, in the form of `data-basins`; undefined while that is not known. */
  noteBasins(shares: string | undefined): void;
}

/** The basins of the selected run, repainted as its settings, the surface or the view change. */
export function basinsPanel({setStart, noteBasins}: BasinsActions, opened: () => void): JudgePart {
  const view = basinsView(setStart);
  const part = panel({
    kind: "basins",
    title: text.title,
    body: [view.node],
    show: (found) => noteBasins(basinsText(view.show(found))),
    drawings: view.drawings,
    opened
  });
  part.node.addEventListener("toggle", () => part.open || noteBasins(undefined));
  return {
    node: part.node,
    show(now: Case, steps: number) {
      if (!part.open) return;
      const run = selectedOf(now);
      const {rule, settings} = finalLeg(run);
      const name = nameOf(now.state.runs, run);
      view.turn(now, name);
      part.say(text.says(name, steps) + (now.surface.id === "formula" ? text.formula : "") + leftOut(now, [run]));
      const {x, y} = shown(now.view);
      const grids = COLUMNS[rules[rule].needs].map((columns) => ({
        columns,
        rows: Math.max(1, Math.round((columns * now.view.height) / now.view.width)),
        x,
        y
      }));
      if (part.ask({kind: "basins", ground: groundOf(now), options: {rule, settings, grids, steps}}))
        noteBasins(undefined);
    },
    dispose() {
      part.dispose();
      view.dispose();
    }
  };
}
