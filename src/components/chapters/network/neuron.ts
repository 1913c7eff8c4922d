import {type Activation, activations} from "../../../lib/nn/index.js";
import {tensor, withoutRecording} from "../../../lib/tensor/index.js";
import {drawArrow} from "../../book/canvas-marks.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {plane} from "../../book/plane.js";
import {slider} from "../../book/slider.js";
import {stage} from "../../book/stage.js";
import {fixed} from "../../format.js";
import {formula} from "../../formula.js";
import {lineChart} from "../../plot/line-chart.js";
import {colour} from "../../theme.js";
import {drawCloud, fieldRamp, gridPoints, HALF, paintField} from "./field.js";
import {cloud} from "./tiny-network.js";

const text = {
  title: "One neuron",
  label: "What one neuron gives for every pair of inputs, in colour, with two clouds of points",
  caption:
    "Every place in the square is a pair of inputs $(x_1, x_2)$; its colour is what the neuron gives, blue above zero and orange below. On the dashed line the sum is zero. The arrow is the weights, as a vector: it stands at a right angle to the line.",
  activation: "Activation",
  bias: "bias",
  weight: "weight",
  sum: "weighted sum s",
  names: {linear: "none", tanh: "tanh", relu: "ReLU", sigmoid: "sigmoid"} as const,
  chart: "Activation",
  says: (right: number, count: number) =>
    `The sum is above zero for one class and below for the other in ${right} of ${count} points.`
};

type Kind = keyof typeof text.names;
const CELLS = 60;
const grid = gridPoints(CELLS);
const data = cloud("blobs");

/** One neuron: two weights, a bias and an activation, as a picture over its inputs. */
export function neuron() {
  let [w1, w2, b] = [0.4, 1.1, 0.3];
  let kind: Kind = "tanh";
  const field = document.createElement("canvas");

  const picture = stage({
    aspect: 1,
    maxWidth: 440,
    draw(context, size) {
      const f = activations[kind as Activation];
      const sums = Float64Array.from({length: CELLS * CELLS}, (_, i) => w1 * grid[2 * i] + w2 * grid[2 * i + 1] + b);
      const out = withoutRecording(() => f(tensor(sums))).data;
      paintField(field, CELLS, (i) => out[i], fieldRamp(picture.node), 0.75);
      context.drawImage(field, 0, 0, size, size);
      const [ink, paper] = [colour("ink", picture.node), colour("paper", picture.node)];
      boundary(context, size, ink);
      drawCloud(context, data, size, [colour("class-0", picture.node), colour("class-1", picture.node)], paper);
      const p = plane({x: [-HALF, HALF], y: [-HALF, HALF]}, size);
      const length2 = w1 * w1 + w2 * w2;
      // From the point of the line nearest to the middle, so that the right angle can be seen.
      const from = length2 > 1e-9 ? ([(-b * w1) / length2, (-b * w2) / length2] as const) : ([0, 0] as const);
      drawArrow(context, p, {from, delta: [0.5 * w1, 0.5 * w2], colour: ink, label: "w"}, paper);
    }
  });
  picture.node.setAttribute("role", "img");
  picture.node.setAttribute("aria-label", text.label);

  /** Where w₁x₁ + w₂x₂ + b = 0. */
  function boundary(context: CanvasRenderingContext2D, size: number, ink: string) {
    const length2 = w1 * w1 + w2 * w2;
    if (length2 < 1e-9) return;
    const at = (x: number, y: number) => [((x + HALF) / (2 * HALF)) * size, ((HALF - y) / (2 * HALF)) * size] as const;
    const [cx, cy] = [(-b * w1) / length2, (-b * w2) / length2];
    const far = 6 / Math.sqrt(length2);
    context.strokeStyle = ink;
    context.lineWidth = 1.75;
    context.setLineDash([6, 5]);
    context.beginPath();
    context.moveTo(...at(cx - far * w2, cy + far * w1));
    context.lineTo(...at(cx + far * w2, cy - far * w1));
    context.stroke();
    context.setLineDash([]);
  }

  const live = formula("a", {display: true});
  const controls = [
    slider({label: text.weight, tex: "w_1", min: -3, max: 3, value: w1, step: 0.05, format: (v) => fixed(v)}, (v) => {
      w1 = v;
      update();
    }),
    slider({label: text.weight, tex: "w_2", min: -3, max: 3, value: w2, step: 0.05, format: (v) => fixed(v)}, (v) => {
      w2 = v;
      update();
    }),
    slider({label: text.bias, tex: "b", min: -3, max: 3, value: b, step: 0.05, format: (v) => fixed(v)}, (v) => {
      b = v;
      update();
    })
  ];
  const pick = choice(
    {
      label: text.activation,
      choices: (Object.keys(text.names) as Kind[]).map((key) => [key, text.names[key]] as const),
      value: kind
    },
    (next) => {
      kind = next;
      update();
    }
  );
  const curve = lineChart({
    title: text.chart,
    height: 150,
    x: {domain: [-4, 4], label: text.sum},
    y: {domain: [-1.2, 2.2], ticks: [-1, 0, 1, 2]}
  });
  const frame = figureFrame({
    id: "neuron",
    title: text.title,
    caption: text.caption,
    body: [picture.node],
    side: [live.node, ...controls.map(({node}) => node), pick.node, curve.node]
  });

  function update() {
    picture.redraw();
    const f = activations[kind as Activation];
    const xs = Array.from({length: 161}, (_, i) => -4 + i / 20);
    const ys = withoutRecording(() => f(tensor(Float64Array.from(xs)))).data;
    curve.show({curves: [{points: xs.map((x, i) => [x, ys[i]] as const)}], summary: text.names[kind]});
    const names = {linear: "", tanh: "\\tanh", relu: "\\operatorname{ReLU}", sigmoid: "\\sigma"};
    const signed = (v: number) => `${v < 0 ? "-" : "+"} ${Math.abs(v).toFixed(2)}`;
    live.set(`a = ${names[kind]}(${w1.toFixed(2)}\\,x_1 ${signed(w2)}\\,x_2 ${signed(b)})`);
    let above = 0;
    for (let i = 0; i < data.count; ++i) {
      const s = w1 * data.inputs[2 * i] + w2 * data.inputs[2 * i + 1] + b;
      if (s > 0 === (data.labels[i] === 0)) above++;
    }
    frame.say(text.says(Math.max(above, data.count - above), data.count));
  }
  update();
  return {
    node: frame.node,
    /** Words of the prose. */
    set(weights: {w1?: number; w2?: number; b?: number; activation?: Kind}) {
      w1 = weights.w1 ?? w1;
      w2 = weights.w2 ?? w2;
      b = weights.b ?? b;
      if (weights.activation) {
        kind = weights.activation;
        pick.set(kind);
      }
      for (const [i, v] of [w1, w2, b].entries()) controls[i].set(v);
      update();
    },
    dispose() {
      picture.dispose();
      curve.dispose();
      frame.dispose();
    }
  };
}
