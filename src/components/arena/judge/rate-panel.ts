import type {Settings} from "../../../lib/index.js";
import {type Case, finalLeg, groundOf, selectedOf} from "./case.js";
import {panel} from "./panel.js";
import type {JudgePart} from "./part.js";
import {gridOfRates, rateView} from "./rate-view.js";

const text = {
  title: "Rate for every α and β",
  says: (steps: number) =>
    `Left, each cell is a run of ${steps} steps from the start on the map: the factor by which its distance shrinks each step. Right, what the theory says, without a run. The stronger the colour the faster; where there is none, it diverges. Move the cross by dragging it or with the arrow keys: it sets α and β of the selected run.`,
  dampening: " The closed form is for a dampening of 0.",
  other: "The closed form is that of momentum and Nesterov. Select such a run."
};

/** Steps of each run: enough for the slower direction to rule. */
const STEPS = 240;

/** The rate of momentum on the ravine, measured and in closed form. */
export function ratePanel(set: (settings: Settings) => void, opened: () => void): JudgePart {
  const view = rateView(({alpha, beta}) => set({learningRate: alpha, beta}));
  const part = panel({
    kind: "rates",
    title: text.title,
    body: [view.node],
    show: view.show,
    drawings: view.drawings,
    opened
  });
  return {
    node: part.node,
    show(now: Case) {
      part.node.hidden = now.surface.id !== "ravine";
      if (!part.open || part.node.hidden) return;
      const {rule, settings} = finalLeg(selectedOf(now));
      const serves = "beta" in settings;
      part.content.hidden = !serves;
      if (!serves) {
        part.cancel();
        part.say(text.other);
        return;
      }
      part.say(text.says(STEPS) + (Number(settings.dampening) ? text.dampening : ""));
      const {condition, start} = now.state;
      view.turn({
        product: Number(settings.learningRate) * condition,
        beta: Number(settings.beta),
        condition,
        form: rule === "nesterov" || settings.nesterov === true ? "nesterov" : "momentum"
      });
      const {learningRate: _, beta: __, ...rest} = settings;
      part.ask({
        kind: "rates",
        ground: groundOf(now),
        options: {rule, settings: rest, start, steps: STEPS, ...gridOfRates(condition)}
      });
    },
    dispose() {
      part.dispose();
      view.dispose();
    }
  };
}
