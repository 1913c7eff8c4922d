import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short} from "../../format.js";
import {curve, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {dashOf, hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {decayRuns} from "./decay.js";

const text = {
  title: "Weight decay is not an L2 penalty here",
  caption:
    "Two weights start at 1; their gradients are pure noise, loud for one and quiet for the other. Decay alone would leave the thin line for both.",
  lambda: "Weight decay",
  ratio: "Loud noise is louder by",
  x: "step",
  y: "weight",
  panels: {decoupled: "AdamW: decay outside the division", penalty: "Adam with λθ added to the gradient"},
  labels: ["quiet", "loud"],
  says: (ideal: string, a: string, b: string, c: string, d: string, undone: boolean) =>
    `Decay alone would leave ${ideal} after ${STEPS} steps. AdamW has left ${a} of the quiet weight and ${b} of the loud one. With the penalty inside, ${c} and ${d} are left${undone ? ": the division by √v̂ undoes the decay of the loud weight." : "."}`
};

/** How much more than decay alone must be left of the loud weight before it is said that the decay is undone. */
const UNDONE = 0.1;

const STEPS = 600;

/** AdamW beside Adam with an L2 penalty, on two weights that differ only in how loud their gradients are. */
export function decayFigure() {
  const state = {lambda: 0.5, ratio: 100};
  const compute = () => decayRuns({lambda: state.lambda, noise: [0.1, 0.1 * state.ratio], steps: STEPS});
  let runs = compute();
  const axes = {
    x: {domain: [0, STEPS] as const, label: text.x},
    y: {domain: [-0.1, 1.15] as const, label: text.y},
    height: 260
  };
  const panels = {decoupled: plot(axes, (p) => draw(p, "decoupled")), penalty: plot(axes, (p) => draw(p, "penalty"))};

  function* draw(p: ReturnType<typeof plot>, form: "decoupled" | "penalty"): Generator<Node> {
    const rule = form === "decoupled" ? "adamw" : "adam";
    yield curve(
      runs.ideal.map((v, t) => [p.x(t), p.y(v)] as const),
      {class: "curve thin ideal"}
    );
    for (const i of [0, 1] as const) {
      const points = runs[form].map((theta, t) => [p.x(t), p.y(theta[i])] as const);
      yield curve(points, {
        class: "curve",
        stroke: hueVariable(rule),
        "stroke-dasharray": i ? dashOf("nesterov").join(" ") : ""
      });
      yield words([p.x(STEPS * 0.62), points[Math.round(STEPS * 0.62)][1] + (i ? -10 : 18)], text.labels[i], {
        class: "curve-label halo",
        fill: hueVariable(rule)
      });
    }
    yield words([p.x(STEPS) - 4, p.edges().top + 10], text.panels[form], {"text-anchor": "end", class: "curve-label"});
  }

  function update() {
    runs = compute();
    panels.decoupled.update();
    panels.penalty.update();
    const end = (run: (readonly [number, number])[], i: 0 | 1) => short(run[STEPS][i], 2);
    const sentence = text.says(
      short(runs.ideal[STEPS], 2),
      end(runs.decoupled, 0),
      end(runs.decoupled, 1),
      end(runs.penalty, 0),
      end(runs.penalty, 1),
      runs.penalty[STEPS][1] > runs.ideal[STEPS] + UNDONE
    );
    parts.say(sentence);
    panels.decoupled.describe(`${text.panels.decoupled}. λ = ${short(state.lambda)}. ${sentence}`);
    panels.penalty.describe(`${text.panels.penalty}. ${sentence}`);
  }

  function set(next: Partial<typeof state>) {
    Object.assign(state, next);
    lambda.set(state.lambda);
    ratio.set(state.ratio);
    update();
  }

  const lambda = slider(
    {label: text.lambda, tex: "\\lambda", min: 0, max: 2, step: 0.05, value: state.lambda, format: (v) => short(v)},
    (value) => set({lambda: value})
  );
  const ratio = slider(
    {
      label: text.ratio,
      min: 1,
      max: 1000,
      scale: "log",
      step: 0.1,
      value: state.ratio,
      format: (v) => `${short(v, 2)}×`
    },
    (value) => set({ratio: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "decay",
    body: [
      element("div", {class: "pair"}, panels.decoupled.node, panels.penalty.node),
      controls(lambda.node, ratio.node)
    ]
  });
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      for (const p of [panels.decoupled, panels.penalty, parts]) p.dispose();
    }
  };
}
