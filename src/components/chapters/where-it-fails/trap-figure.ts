import {adam, gradientDescent, momentum} from "../../../lib/optim/index.js";
import {drawBall, drawTrail} from "../../book/canvas-marks.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {surfaceView} from "../../book/surface-view.js";
import {element} from "../../element.js";
import {show} from "../../format.js";
import {curve} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {colour, dashOf, hueOf, hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {type Escape, escapeFrom} from "./escape.js";
import {type Landscape, landscapes} from "./landscapes.js";

export const STEPS = 400;

const text = {
  title: "How long does it take to get away?",
  caption: `Three optimizers leave the same place with the same learning rate. The curves: the loss at each step. The ring is the start, a dot where a run is after ${STEPS} steps, a star a minimum. Nothing here is tuned: the picture shows where they wait, not who is best.`,
  landscape: "Place",
  names: {
    saddle: "a saddle",
    plateau: "a plateau",
    crossEntropy: "the same, cross-entropy",
    localMinimum: "a local minimum"
  },
  distance: {
    saddle: "Distance from the ridge",
    plateau: "How wrong the weight is",
    crossEntropy: "How wrong the weight is",
    localMinimum: "Start"
  },
  noise: "noise in the gradient",
  map: "Map of the loss with three paths",
  step: "step",
  loss: "J(θ)",
  rules: {gradientDescent: "Gradient descent", momentum: "Momentum", adam: "Adam"},
  free: (step: number) => `step ${step}`,
  stuck: `not in ${STEPS}`,
  gone: (rule: string, step: number) => `${rule} gets away at step ${step}`,
  kept: (rule: string, steps: number) => `${rule} does not get away in ${steps} steps`,
  says: (place: string, who: string[]) => `On ${place}: ${who.join("; ")}.`
};

export const NOISE = 0.05;
const names = ["gradientDescent", "momentum", "adam"] as const;

/** The three optimizers of the figure, at a landscape's learning rate. */
export const contestants = (learningRate: number) => [
  gradientDescent({learningRate}),
  momentum({learningRate, beta: 0.9}),
  adam({learningRate})
];

export interface TrapState {
  landscape: Landscape["id"];
  /** Of the current landscape; undefined for its own first value. */
  distance?: number;
  noise: boolean;
}

/** Traps for descent, and how long each optimizer stays in them. */
export function trapFigure(initial: Partial<TrapState> = {}) {
  const state: TrapState = {landscape: "saddle", noise: false, ...initial};
  let runs: Escape[] = [];
  let frame = 0;
  const current = () => landscapes.find(({id}) => id === state.landscape) ?? landscapes[0];

  const map = surfaceView({surface: current().surface, label: text.map});
  const losses = plot(
    {x: {domain: [0, STEPS], label: text.step}, y: {domain: [0, 1], label: text.loss}, height: 210},
    drawLosses
  );
  const rows = names.map((name) => ({name, value: element("dd")}));
  const readout = element(
    "dl",
    {class: "readout"},
    ...rows.map(({name, value}) =>
      element(
        "div",
        {},
        element("dt", {}, element("b", {style: `border-bottom: 3px solid ${hueVariable(name)}`}, text.rules[name])),
        value
      )
    )
  );
  const place = choice<Landscape["id"]>(
    {label: text.landscape, choices: landscapes.map(({id}) => [id, text.names[id]] as const), value: state.landscape},
    (landscape) => set({landscape, distance: undefined})
  );
  const noise = element("input", {type: "checkbox"});
  noise.addEventListener("change", () => set({noise: noise.checked}));
  const room = element("div", {class: "trap-distance"});
  let distance = makeSlider();

  function makeSlider() {
    const {distance: range, id} = current();
    const made = slider(
      {
        label: text.distance[id],
        ...range,
        value: state.distance ?? range.value,
        format: (v) => (state.distance === 0 ? "0" : show(v, 2))
      },
      (value) => set({distance: value})
    );
    room.replaceChildren(made.node);
    return made;
  }

  function* drawLosses(p: typeof losses): Generator<Node> {
    for (const [i, run] of runs.entries()) {
      const points = run.losses.map((v, step) => [p.x(step), p.y(v)] as const);
      yield curve(points, {
        class: "curve",
        style: `stroke: ${hueVariable(names[i])}`,
        "stroke-dasharray": dashOf(names[i]).join(" ")
      });
    }
  }

  function update() {
    frame = 0;
    const landscape = current();
    const start = state.distance ?? landscape.distance.value;
    runs = contestants(landscape.surface.learningRate).map((optimizer) =>
      escapeFrom(landscape, optimizer, {distance: start, steps: STEPS, noise: state.noise ? NOISE : 0})
    );
    const all = runs.flatMap((run) => run.losses);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const pad = 0.06 * (high - low || 1);
    losses.axes({domain: [0, STEPS], label: text.step}, {domain: [low - pad, high + 2 * pad], label: text.loss});
    map.set({
      surface: landscape.surface,
      overlay: (context, plane) => {
        const paper = colour("paper", map.node);
        for (const [i, {path}] of runs.entries())
          drawTrail(
            context,
            plane,
            {points: path, colour: hueOf(names[i], map.node), dash: dashOf(names[i]), dots: path.length < 60},
            paper
          );
        const [x, y] = landscape.start(start);
        drawBall(context, plane.x(x), plane.y(y), paper, colour("ink", map.node), 6);
      }
    });
    rows.forEach(({value}, i) => {
      const {step} = runs[i];
      value.textContent = step === undefined ? text.stuck : text.free(step);
    });
    const sentence = text.says(
      text.names[landscape.id],
      names.map((name, i) => {
        const {step} = runs[i];
        return step === undefined ? text.kept(text.rules[name], STEPS) : text.gone(text.rules[name], step);
      })
    );
    parts.say(sentence);
    losses.describe(sentence);
    map.node.setAttribute("aria-label", `${text.map}. ${sentence}`);
  }

  function set(next: Partial<TrapState>) {
    const moved = next.landscape !== undefined && next.landscape !== state.landscape;
    Object.assign(state, next);
    place.set(state.landscape);
    noise.checked = state.noise;
    if (moved) distance = makeSlider();
    else distance.set(state.distance ?? current().distance.value);
    frame ||= requestAnimationFrame(update);
  }

  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "traps",
    body: [map.node, controls(place.node)],
    side: [losses.node, readout, room, element("label", {class: "switch"}, noise, text.noise)]
  });
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      cancelAnimationFrame(frame);
      map.dispose();
      losses.dispose();
      parts.dispose();
    }
  };
}
