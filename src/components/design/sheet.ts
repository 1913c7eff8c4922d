import {adam, gradientDescent, momentum} from "../../lib/optim/index.js";
import {descend, surface} from "../../lib/surfaces/index.js";
import {choice} from "../book/choice.js";
import {figureFrame} from "../book/figure.js";
import {button, handle} from "../book/handle.js";
import {predict} from "../book/predict.js";
import {predictBound} from "../book/predict-bound.js";
import {predictDirection} from "../book/predict-direction.js";
import {predictPlace} from "../book/predict-place.js";
import {predictSketch} from "../book/predict-sketch.js";
import {prose} from "../book/prose.js";
import {quiz} from "../book/quiz.js";
import {slider} from "../book/slider.js";
import {type Point, surfaceView} from "../book/surface-view.js";
import {element} from "../element.js";
import {formula} from "../formula.js";
import {lineChart} from "../plot/line-chart.js";
import {hueVariable} from "../theme.js";
import {hues, ramps, swatches} from "./swatches.js";

const text = {
  light: "On light paper",
  dark: "On dark paper",
  type: "Type",
  sample:
    "A well-set line is about sixty-five characters long. Numbers keep their width: 0.11, 7.70, 3.14. A symbol such as $\\alpha$ sits in the line, and `code` does too. Words such as ",
  handle: "these that can be touched",
  sampleEnd: " set a figure.",
  colours: "Colours",
  hues: "One hue an optimizer",
  ramps: "Ramps",
  controls: "Controls",
  primary: "Primary",
  button: "Button",
  quiet: "Quiet",
  pressed: "Pressed",
  disabled: "Disabled",
  rate: "Learning rate",
  surface: "Surface",
  switch: "Show the minimum",
  figure: "A figure",
  caption: "What it shows and how to work it. Mathematics such as $\\nabla J$ is allowed here.",
  map: "A ravine with three paths",
  chart: "Loss",
  step: "step",
  diverged: "Diverged at step 12: the loss grew with every step. A smaller learning rate would hold it.",
  question: "What is this part of the page for?",
  sketchQuestion: "Gradient descent on a parabola halves the distance at each step. Draw the distance.",
  sketchReveal: "Halved each time: steep at first, then level.",
  sketch: "Distance to the minimum",
  distance: "distance",
  placeQuestion: "Momentum starts at the dot. Drag the marker to where it comes to rest.",
  directionQuestion: "Drag the tip of the arrow to where $-\\nabla J$ points.",
  boundQuestion: "Drag the line to where the curve is highest.",
  dragReveal: "What was computed is drawn over what was guessed.",
  bound: "A hill",
  takeaway: "What to take away",
  points: ["A page has one of these.", "It says what should be left when the rest is forgotten."]
};

const heading = (words: string) => element("h3", {}, words);

/** Every component of the book, on paper of one scheme. */
export function designSheet(scheme: "light" | "dark"): {node: HTMLElement; dispose(): void} {
  const bars = ramps();
  const example = figure();
  const drawing = predictSketch({
    id: `design/${scheme}/sketch`,
    question: text.sketchQuestion,
    title: text.sketch,
    x: {domain: [0, 10], label: text.step},
    y: {domain: [0, 1.1], label: text.distance},
    answer: Array.from({length: 11}, (_, step) => [step, 0.5 ** step] as const),
    reveal: text.sketchReveal
  });
  const drags = draggable(scheme);
  const failed = figureFrame({title: text.figure, body: []});
  failed.say(text.diverged, "error");
  const pressed = button(text.pressed, () => {});
  pressed.setAttribute("aria-pressed", "true");
  const disabled = button(text.disabled, () => {});
  disabled.disabled = true;
  const choices = ["One", "Two"];
  const node = element(
    "div",
    {class: "sheet", "data-scheme": scheme},
    element("h2", {}, text[scheme]),
    heading(text.type),
    element(
      "p",
      {},
      ...prose(text.sample),
      handle(text.handle, () => {}),
      text.sampleEnd
    ),
    formula("\\theta \\leftarrow \\theta - \\alpha\\,\\nabla J(\\theta)", {display: true}).node,
    heading(text.colours),
    swatches(),
    heading(text.hues),
    hues(),
    heading(text.ramps),
    bars.node,
    heading(text.controls),
    element(
      "div",
      {class: "controls"},
      button(text.primary, () => {}, "primary"),
      button(text.button, () => {}),
      button(text.quiet, () => {}, "quiet"),
      pressed,
      disabled
    ),
    element(
      "div",
      {class: "controls"},
      slider({label: text.rate, tex: "\\alpha", min: 1e-4, max: 1, value: 0.01, scale: "log"}).node,
      element("label", {class: "switch"}, element("input", {type: "checkbox", checked: true}), text.switch)
    ),
    choice({
      label: text.surface,
      choices: [
        ["a", "ravine"],
        ["b", "saddle"],
        ["c", "bowl"]
      ],
      value: "a"
    }).node,
    example.node,
    failed.node,
    predict({id: `design/${scheme}`, question: text.question, choices, answer: 0, reveal: text.takeaway}),
    drawing.node,
    ...drags.map(({node}) => node),
    quiz({
      id: `design/${scheme}`,
      question: text.question,
      choices: choices.map((words, i) => ({text: words, right: i === 0, feedback: words}))
    }),
    element(
      "div",
      {class: "takeaway"},
      element("h3", {}, text.takeaway),
      element("ul", {}, ...text.points.map((words) => element("li", {}, words)))
    )
  );
  return {
    node,
    dispose() {
      bars.dispose();
      example.dispose();
      drawing.dispose();
      for (const drag of drags) drag.dispose();
      failed.dispose();
    }
  };
}

/** The predictions that are dragged: a place, a direction, a bound. */
function draggable(scheme: string) {
  const ravine = surface("ravine");
  const start: Point = [-2.6, 1];
  const moments = [...descend(ravine, momentum({learningRate: 0.02}), {start, steps: 120})];
  const shared = {surface: ravine, label: text.map, reveal: text.dragReveal};
  return [
    predictPlace({
      ...shared,
      id: `design/${scheme}/place`,
      question: text.placeQuestion,
      start,
      path: moments.map(({theta}) => theta),
      colour: hueVariable("momentum")
    }),
    predictDirection({
      ...shared,
      id: `design/${scheme}/direction`,
      question: text.directionQuestion,
      from: start,
      begin: [start[0] + 1, start[1]],
      answer: [0.04 * -moments[0].gradient[0], 0.04 * -moments[0].gradient[1]],
      colour: "var(--downhill)",
      name: "−∇J"
    }),
    predictBound({
      id: `design/${scheme}/bound`,
      question: text.boundQuestion,
      title: text.bound,
      label: text.distance,
      x: {domain: [0, 10], label: text.distance},
      y: {domain: [0, 1.1]},
      value: 8,
      answer: 5,
      given: [],
      shown: [{points: Array.from({length: 51}, (_, i) => [i / 5, Math.exp(-((i / 5 - 5) ** 2) / 4)] as const)}],
      reveal: text.dragReveal
    })
  ];
}

/** Three optimizers on a ravine, as a map and as curves. */
function figure() {
  const ravine = surface("ravine");
  const start: Point = [-2.6, 1];
  const runs = [gradientDescent({learningRate: 0.08}), momentum({learningRate: 0.02}), adam({learningRate: 0.15})].map(
    (optimizer) => ({
      rule: optimizer.rule.name,
      label: optimizer.rule.label,
      moments: [...descend(ravine, optimizer, {start, steps: 60})]
    })
  );
  const view = surfaceView({
    surface: ravine,
    label: text.map,
    point: start,
    onMove: (point) => view.set({point}),
    trails: runs.map(({rule, moments}) => ({points: moments.map(({theta}) => theta), colour: hueVariable(rule)}))
  });
  const chart = lineChart({
    title: text.chart,
    height: 200,
    x: {domain: [0, 60], label: text.step},
    y: {domain: [1e-4, 20], log: true}
  });
  chart.show({
    curves: runs.map(({rule, label, moments}) => ({
      points: moments.map(({step, loss}) => [step, loss] as const),
      colour: hueVariable(rule),
      label
    })),
    summary: text.map
  });
  const frame = figureFrame({title: text.figure, caption: text.caption, body: [view.node], side: [chart.node]});
  frame.say(text.map);
  return {
    node: frame.node,
    dispose() {
      view.dispose();
      chart.dispose();
      frame.dispose();
    }
  };
}
