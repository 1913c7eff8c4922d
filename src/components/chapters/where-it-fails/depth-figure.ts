import type {Activation} from "../../../lib/nn/activations.js";
import type {Initializer} from "../../../lib/nn/initializers.js";
import {gradientDescent} from "../../../lib/optim/index.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {loop} from "../../book/loop.js";
import {slider} from "../../book/slider.js";
import {show, superscript} from "../../format.js";
import {curve, dot, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {controls} from "../controls.js";
import {type Cure, type DepthReport, deepNetwork, LEARNING_RATE, trainDeep} from "./deep-network.js";

const text = {
  title: "A gradient on its way back through the layers",
  caption:
    "Each dot is a hidden layer, the first the nearest to the input. The filled dots are the length of the loss's gradient in that layer's weights, the open ones the size of the signal that the layer gives. The scale is logarithmic: where the dots fall evenly to the left, each layer on the way back keeps the same share of the gradient.",
  activation: "Activation",
  activations: {sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU", geluErf: "GELU", linear: "none"} as Record<
    string,
    string
  >,
  init: "Start of the weights",
  inits: {
    glorotUniform: "Glorot",
    lecunNormal: "LeCun",
    heNormal: "He",
    orthogonal: "orthogonal",
    zeros: "all zero"
  } as Record<string, string>,
  depth: "Hidden layers",
  gain: "Gain on the weights",
  cure: "Help",
  cures: {none: "none", layerNorm: "layer norm", skip: "skip connections"} as Record<Cure, string>,
  train: "Train",
  pause: "Pause",
  reset: "Start again",
  layer: "hidden layer",
  size: "length",
  gradient: "gradient ∂J/∂W",
  signal: "signal",
  step: "step",
  loss: "loss",
  chance: "guessing",
  says: (first: string, last: string, loss: string, accuracy: number, step: number) =>
    `At step ${step}: the first layer's gradient has length ${first}, the last one's ${last}. Loss ${loss}, ${accuracy} % right.`,
  exploded: (step: number) => `At step ${step} the loss is no longer a number: the gradient has exploded.`
};

const LOW = 1e-12;
const HIGH = 1e4;
const power = (v: number) => `10${superscript(Math.round(Math.log10(v)))}`;
const sizes = {domain: [LOW, HIGH], log: true, label: text.size, format: power} as const;
const LONGEST = 300;

export interface DepthState {
  activation: Activation;
  init: Initializer;
  depth: number;
  gain: number;
  cure: Cure;
}

/** A deep network whose layers show the length of their gradient while it trains. */
export function depthFigure(initial: Partial<DepthState> = {}) {
  const state: DepthState = {
    activation: "sigmoid",
    init: "glorotUniform",
    depth: 12,
    gain: 1,
    cure: "none",
    ...initial
  };
  let run: Generator<DepthReport>;
  let report: DepthReport;
  let losses: number[] = [];
  let over = false;

  const layers = plot(
    {
      x: {domain: [0.5, state.depth + 0.5], label: text.layer},
      y: sizes,
      height: 330,
      left: 54
    },
    drawLayers
  );
  const history = plot(
    {x: {domain: [0, LONGEST], label: text.step}, y: {domain: [0, 1], label: text.loss}, height: 190},
    drawLoss
  );

  // What has overflowed stands at the upper edge.
  const clamp = (v: number) => (Number.isNaN(v) ? HIGH : Math.min(HIGH, Math.max(LOW, v)));
  function* drawLayers(p: typeof layers): Generator<Node> {
    if (!report) return;
    const at = (values: readonly number[]) => values.map((v, i) => [p.x(i + 1), p.y(clamp(v))] as const);
    const [signal, gradient] = [at(report.signal), at(report.gradient)];
    yield curve(signal, {class: "curve", style: "stroke: var(--ink-faint)", "stroke-dasharray": "3 4"});
    for (const place of signal)
      yield dot(place, 4, {fill: "var(--paper)", stroke: "var(--ink-muted)", "stroke-width": 1.5});
    yield curve(gradient, {class: "curve", style: "stroke: var(--uphill)"});
    for (const place of gradient) yield dot(place, 5, {fill: "var(--uphill)"});
    const {left, bottom} = p.edges();
    yield words([left + 10, bottom - 28], `● ${text.gradient}`, {class: "curve-label", style: "fill: var(--uphill)"});
    yield words([left + 10, bottom - 10], `○ ${text.signal}`, {class: "curve-label"});
  }

  function* drawLoss(p: typeof history): Generator<Node> {
    const {right} = p.edges();
    yield curve(
      [
        [p.x(0), p.y(Math.LN2)],
        [right, p.y(Math.LN2)]
      ],
      {class: "plot-axis", "stroke-dasharray": "3 4"}
    );
    yield words([right, p.y(Math.LN2) - 6], text.chance, {"text-anchor": "end"});
    yield curve(
      losses.map((v, i) => [p.x(i), p.y(Math.min(1, v))] as const),
      {class: "curve", style: "stroke: var(--hue-gradientDescent)"}
    );
  }

  function advance(): boolean {
    const next = run.next();
    if (next.done) {
      over = true;
      return false;
    }
    report = next.value;
    losses.push(report.loss);
    over = losses.length > LONGEST || !Number.isFinite(report.loss);
    return !over;
  }

  function render() {
    layers.update();
    history.update();
    const step = losses.length - 1;
    const sentence = Number.isFinite(report.loss)
      ? text.says(
          show(report.gradient[0], 2),
          show(report.gradient.at(-1) ?? Number.NaN, 2),
          show(report.loss, 3),
          Math.round(100 * report.accuracy),
          step
        )
      : text.exploded(step);
    parts.say(sentence, Number.isFinite(report.loss) ? "" : "error");
    layers.describe(sentence);
    history.describe(sentence);
  }

  function restart() {
    player.pause();
    run = trainDeep(deepNetwork(state), gradientDescent({learningRate: LEARNING_RATE}));
    losses = [];
    over = false;
    advance();
    layers.axes({domain: [0.5, state.depth + 0.5], label: text.layer}, sizes);
    render();
  }

  function set(next: Partial<DepthState> & {train?: boolean}) {
    const {train, ...changes} = next;
    Object.assign(state, changes);
    activation.set(state.activation);
    init.set(state.init);
    cure.set(state.cure);
    depth.set(state.depth);
    gain.set(state.gain);
    restart();
    if (train) player.play();
  }

  const activation = choice<Activation>(
    {
      label: text.activation,
      choices: Object.entries(text.activations) as [Activation, string][],
      value: state.activation
    },
    (v) => set({activation: v})
  );
  const init = choice<Initializer>(
    {label: text.init, choices: Object.entries(text.inits) as [Initializer, string][], value: state.init},
    (v) => set({init: v})
  );
  const cure = choice<Cure>(
    {label: text.cure, choices: Object.entries(text.cures) as [Cure, string][], value: state.cure},
    (v) => set({cure: v})
  );
  const depth = slider({label: text.depth, min: 3, max: 24, step: 1, value: state.depth, format: String}, (v) =>
    set({depth: Math.round(v)})
  );
  const gain = slider({label: text.gain, min: 0.25, max: 4, scale: "log", value: state.gain}, (v) => set({gain: v}));
  const play = button(text.train, () => (player.playing ? player.pause() : player.play()), "primary");
  const again = button(text.reset, () => restart());
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "depth",
    body: [layers.node, controls(depth.node, gain.node)],
    side: [controls(play, again), history.node, activation.node, init.node, cure.node]
  });
  // A step can take longer than a frame; as many as fit into half of one.
  const player = loop(
    parts.node,
    () => {
      const end = performance.now() + 8;
      let more = !over;
      while (more && performance.now() < end) more = advance();
      render();
      return more;
    },
    {onChange: (playing) => (play.textContent = playing ? text.pause : text.train)}
  );
  restart();
  return {
    node: parts.node,
    set,
    dispose() {
      player.dispose();
      for (const p of [layers, history, parts]) p.dispose();
    }
  };
}
