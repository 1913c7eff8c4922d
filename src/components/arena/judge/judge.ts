import type {Settings} from "../../../lib/index.js";
import {element} from "../../element.js";
import {basinsPanel} from "./basins-panel.js";
import type {Case} from "./case.js";
import {racePanel} from "./race-panel.js";
import {ratePanel} from "./rate-panel.js";
import {sweepPanel} from "./sweep-panel.js";

const text = {
  steps: "Steps of each descent"
};

export interface JudgeActions {
  setStart(start: readonly [number, number]): void;
  /** Sets some of the selected run's settings. */
  set(settings: Settings): void;
  /** How many per cent end where, in the form of `data-basins`; undefined while that is not known. */
  noteBasins(shares: string | undefined): void;
}

/** Four ways to judge what the runs do from more than one start and with more than one setting, each unfolded on demand. */
export function judge({setStart, set, noteBasins}: JudgeActions) {
  const steps = element("select", {}, ...[100, 300, 1000].map((n) => element("option", {value: n}, String(n))));
  steps.value = "300";
  steps.addEventListener("change", turn);
  let now: Case | undefined;
  const parts = [
    basinsPanel({setStart, noteBasins}, turn),
    sweepPanel(set, turn),
    ratePanel(set, turn),
    racePanel(turn)
  ];
  const node = element(
    "div",
    {},
    element("div", {class: "judge-head"}, element("label", {}, element("span", {}, text.steps), steps)),
    ...parts.map((part) => part.node)
  );

  function turn() {
    if (now) for (const part of parts) part.show(now, Number(steps.value));
  }

  return {
    node,
    /** Takes over another case; the moment that the page shows does not matter here. */
    show(next: Case) {
      const before = now;
      now = next;
      const {runs, selected, start, noise} = next.state;
      if (
        before?.surface !== next.surface ||
        before.view !== next.view ||
        before.state.runs !== runs ||
        before.state.selected !== selected ||
        before.state.start !== start ||
        before.state.noise !== noise
      )
        turn();
    },
    /** Closes every panel, and so stops what it computes. */
    fold() {
      for (const part of parts) part.node.open = false;
    },
    dispose() {
      for (const part of parts) part.dispose();
    }
  };
}

export type Judge = ReturnType<typeof judge>;
