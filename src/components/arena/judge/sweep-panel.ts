import type {Settings} from "../../../lib/index.js";
import {styleOf} from "../palette.js";
import {nameOf} from "../run-list.js";
import {lastLeg} from "../state.js";
import {shown} from "../viewport.js";
import {type Case, finalLeg, groundOf, leftOut, visibleOf} from "./case.js";
import {panel} from "./panel.js";
import type {JudgePart} from "./part.js";
import {logSpaced} from "./sweep.js";
import {sweepView} from "./sweep-view.js";

const text = {
  title: "Loss against the learning rate",
  empty: "Every run is hidden. Show one, and its curve is drawn here.",
  says: (steps: number) =>
    `Every run that is shown, from the start on the map, once with each learning rate: where its loss is after ${steps} steps. A dot marks the rate that a run has now, a cross where it begins to diverge. Click, drag, or press the arrow keys to set α of the selected run.`
};

/** Learning rates that are tried: eighteen a decade. */
const RATES = logSpaced(1e-4, 10, 91);

/** The final loss of every shown run against its learning rate. */
export function sweepPanel(set: (settings: Settings) => void, opened: () => void): JudgePart {
  const view = sweepView((learningRate) => set({learningRate}));
  let given = 0;
  const part = panel({
    kind: "sweep",
    title: text.title,
    body: [view.node],
    show: (found) => view.show(found, RATES, given),
    drawings: view.drawings,
    opened
  });

  /** All that a curve depends on: the rate that a run has now does not belong to it. */
  function runsOf(now: Case) {
    return visibleOf(now).flatMap((run) => {
      const {rule, settings} = finalLeg(run);
      const {learningRate, ...rest} = settings;
      return typeof learningRate === "number" ? [{id: run.id, rule, settings: rest}] : [];
    });
  }

  return {
    node: part.node,
    show(now: Case, steps: number) {
      if (!part.open) return;
      const {runs, selected, start} = now.state;
      given = steps;
      const visible = visibleOf(now);
      part.say(visible.length ? text.says(steps) + leftOut(now, visible) : text.empty);
      view.turn(
        visible.map((run) => {
          const {learningRate} = lastLeg(run).settings;
          const rate = typeof learningRate === "number" ? learningRate : undefined;
          return {id: run.id, name: nameOf(runs, run), ...styleOf(runs, run), rate, selected: run.id === selected};
        })
      );
      part.ask({
        kind: "sweep",
        ground: groundOf(now),
        options: {runs: runsOf(now), domain: shown(now.view), start, rates: RATES, steps}
      });
    },
    dispose() {
      part.dispose();
      view.dispose();
    }
  };
}
