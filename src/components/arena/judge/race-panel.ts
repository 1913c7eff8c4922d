import {type Case, finalLeg, groundOf, visibleOf} from "./case.js";
import {panel} from "./panel.js";
import type {JudgePart} from "./part.js";
import {type Contender, STARTS} from "./race.js";
import {type RaceChoice, raceView} from "./race-view.js";
import {triesOf} from "./tries.js";

const text = {
  title: "A fair race",
  says: `Every optimizer that is shown gets the same number of gradients, and may try as many settings as the others. From many starts, ${STARTS} of them serve to tune and ${STARTS} others to race; what a line search or a Hessian asks for counts.`
};

/** A race of the shown optimizers, on demand. */
export function racePanel(opened: () => void): JudgePart {
  let now: Case | undefined;
  let asked: {key: string; name: string; budget: number; single: boolean} | undefined;
  const view = raceView({starts: STARTS, begin, cancel: () => part.cancel()});
  const part = panel({
    kind: "race",
    title: text.title,
    body: [view.node],
    show: (found) => asked && view.show(found, asked.name, asked.budget),
    settle() {
      view.run(false);
      look();
    },
    opened
  });

  /** The shown runs, those that tuning would make the same counted once. */
  function contendersOf(about: Case): Contender[] {
    const found = new Map<string, Contender>();
    for (const {rule, settings} of visibleOf(about).map(finalLeg)) {
      const rest = {...settings};
      for (const key of triesOf(rule).keys) delete rest[key];
      found.set(JSON.stringify([rule, rest]), {rule, settings: rest});
    }
    return [...found.values()];
  }

  const keyOf = (about: Case, single: boolean) =>
    JSON.stringify([groundOf(about), contendersOf(about), single && about.state.start]);

  function begin({budget, single}: RaceChoice) {
    if (!now) return;
    const contenders = contendersOf(now);
    if (!contenders.length) {
      view.empty();
      return;
    }
    asked = {key: keyOf(now, single), name: now.surface.name, budget, single};
    const start = single ? now.state.start : undefined;
    part.begin({kind: "race", ground: groundOf(now), options: {contenders, budget, start}});
    view.run(true);
  }

  /** Says so when what was raced is no longer what the page shows. */
  function look() {
    if (now && asked && asked.key !== keyOf(now, asked.single)) view.outdate();
  }

  return {
    node: part.node,
    show(next: Case) {
      now = next;
      if (!part.open) return;
      part.say(text.says);
      look();
    },
    dispose: part.dispose
  };
}
