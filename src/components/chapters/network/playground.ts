import type {Activation, Model} from "../../../lib/nn/index.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {loop} from "../../book/loop.js";
import {slider} from "../../book/slider.js";
import {stage} from "../../book/stage.js";
import {element} from "../../element.js";
import {fixed} from "../../format.js";
import {colour, reducedMotion} from "../../theme.js";
import {diagram, type Weight, weightsOf} from "./diagram.js";
import {drawCloud, fieldRamp, gridPoints, painted, paintField} from "./field.js";
import {type Cloud, type CloudName, cloud, judge, respond, STEPS, tinyNetwork, trainer} from "./tiny-network.js";

const text = {
  title: "A small network",
  output: "What the network decides: the probability of each class over the square of inputs",
  caption:
    "Blue is above zero and orange below, in all of it: each small square shows what one neuron gives for every input, the large one the decision, and a link is as wide as its weight is large. Drag a link or a small ring (a bias) up or down, or move to it with the Tab key and use the arrow keys; the chosen link is dashed. Training uses Adam, which a later chapter explains.",
  data: "Points",
  clouds: {blobs: "two clouds", moons: "moons", xor: "chessboard", circles: "ring"} as const,
  hidden: "Hidden neurons",
  activation: "Activation",
  activations: {linear: "none", tanh: "tanh", relu: "ReLU"} as const,
  train: "Train",
  pause: "Pause",
  shuffle: "New random weights",
  loss: "loss",
  accuracy: "right",
  steps: "steps",
  weight: "Chosen weight",
  says: (accuracy: string, loss: string) => `${accuracy} of the points are on the right side; the loss is ${loss}.`
};

const CELLS = 48;
const grid = gridPoints(CELLS);
const STEPS_PER_FRAME = 3;

const entries = <T extends string>(names: Readonly<Record<T, string>>) =>
  (Object.keys(names) as T[]).map((key) => [key, names[key]] as const);

/** A network on a two-dimensional data set: set its weights by hand, then let it train. */
export function playground() {
  let data = "circles" as CloudName;
  let points: Cloud = cloud(data);
  let hidden = 3;
  let activation = "tanh" as Activation;
  let seed = 2;
  let steps = 0;
  let goal = STEPS;
  let model: Model;
  let step: (() => number) | undefined;
  let chosen: Weight;
  const field = document.createElement("canvas");
  let score: Float64Array = new Float64Array();

  const net = diagram({
    onSelect(weight) {
      chosen = weight;
      update();
    },
    onChange: change
  });
  const output = stage({
    aspect: 1,
    draw(context, size) {
      paintField(field, CELLS, (i) => painted(score[i]), fieldRamp(output.node), 0.6);
      context.imageSmoothingQuality = "high";
      context.drawImage(field, 0, 0, size, size);
      drawCloud(
        context,
        points,
        size,
        [colour("class-0", output.node), colour("class-1", output.node)],
        colour("paper", output.node)
      );
    },
    onResize: () => update()
  });
  output.node.setAttribute("role", "img");
  output.node.setAttribute("aria-label", text.output);
  output.node.classList.add("net-output");
  net.node.append(output.node);

  const weight = slider({label: text.weight, min: -8, max: 8, step: 0.05, value: 0, format: (v) => fixed(v)}, (v) =>
    change(chosen, v)
  );
  const weightName = element("span", {class: "muted small"});
  const cells = [text.accuracy, text.loss, text.steps].map((name) => {
    const value = element("dd");
    return {value, node: element("div", {}, element("dt", {}, name), value)};
  });
  const toggle = button(text.train, () => (motion.playing ? motion.pause() : train()), "primary");
  const option = <T extends string>(label: string, choices: readonly (readonly [T, string])[], then: (v: T) => void) =>
    choice({label, choices, value: choices[0][0]}, then);
  const pickData = option(text.data, entries(text.clouds), (v) => set({data: v}));
  const sizes = ["1", "2", "3", "4", "6"].map((n) => [n, n] as const);
  const pickHidden = option(text.hidden, sizes, (v) => set({hidden: Number(v)}));
  const pickActivation = option(text.activation, entries(text.activations), (v) => set({activation: v}));
  const frame = figureFrame({
    id: "playground",
    title: text.title,
    caption: text.caption,
    body: [
      net.node,
      element(
        "div",
        {class: "controls"},
        toggle,
        button(text.shuffle, () => set({seed: seed + 1})),
        element("dl", {class: "readout net-readout"}, ...cells.map(({node}) => node))
      ),
      element("div", {class: "controls"}, weight.node, weightName),
      element("div", {class: "controls"}, pickData.node, pickHidden.node, pickActivation.node)
    ]
  });

  const motion = loop(
    net.node,
    () => {
      for (let k = 0; k < STEPS_PER_FRAME && steps < goal; ++k) advance();
      update();
      return steps < goal;
    },
    {onChange: (playing) => (toggle.textContent = playing ? text.pause : text.train)}
  );

  function advance() {
    step ??= trainer(model, points);
    step();
    steps++;
  }

  function train() {
    if (steps >= goal) goal = steps + STEPS;
    if (!reducedMotion()) return motion.play();
    while (steps < goal) advance();
    update();
  }

  function change(of: Weight, value: number) {
    motion.pause();
    step = undefined;
    model.parameters[of.index] = Math.max(-8, Math.min(8, value));
    chosen = of;
    update();
  }

  /** Changes what is given and starts from fresh weights. */
  function set(next: {data?: CloudName; hidden?: number; activation?: Activation; seed?: number}) {
    motion.pause();
    data = next.data ?? data;
    points = cloud(data);
    hidden = next.hidden ?? hidden;
    activation = next.activation ?? activation;
    seed = next.seed ?? seed;
    pickData.set(data);
    pickHidden.set(String(hidden));
    if (activation in text.activations) pickActivation.set(activation as keyof typeof text.activations);
    model = tinyNetwork(hidden, activation, seed);
    step = undefined;
    steps = 0;
    goal = STEPS;
    chosen = weightsOf(model)[0];
    net.build(model);
    update();
  }

  function update() {
    const response = respond(model, grid);
    score = response.score;
    net.show(response.hidden, CELLS, fieldRamp(frame.node.isConnected ? frame.node : document.body), chosen.index);
    output.redraw();
    weight.set(model.parameters[chosen.index]);
    weightName.textContent = chosen.label;
    const {loss, accuracy} = judge(model, points);
    const percent = `${fixed(100 * accuracy, 1)} %`;
    for (const [i, v] of [percent, fixed(loss, 3), String(steps)].entries()) cells[i].value.textContent = v;
    frame.say(text.says(percent, fixed(loss, 3)));
  }
  set({});

  return {
    node: frame.node,
    set(next: Parameters<typeof set>[0]) {
      set(next);
    },
    train,
    dispose() {
      motion.dispose();
      output.dispose();
      frame.dispose();
    }
  };
}
