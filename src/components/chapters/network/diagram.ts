import type {Model} from "../../../lib/nn/index.js";
import {element} from "../../element.js";
import {fixed} from "../../format.js";
import {svg} from "../../svg.js";
import type {Ramp} from "../../theme.js";
import {paintField} from "./field.js";

const text = {
  inputs: ["x₁", "x₂"],
  weight: (from: string, to: string) => `Weight from ${from} to ${to}`,
  bias: (of: string) => `Bias of ${of}`,
  hidden: (i: number) => `neuron ${i + 1}`,
  output: "the output"
};

/** One number of the network, where it stands in θ and in the picture. */
export interface Weight {
  readonly index: number;
  readonly label: string;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly bias?: boolean;
}

const WIDTH = 620;
const HEIGHT = 400;
const [LEFT, MIDDLE, RIGHT] = [42, 240, 428];

/** Side of a neuron's picture. */
const thumbSize = (hidden: number) => Math.min(58, HEIGHT / hidden - 10);

/** Positions of the hidden neurons and names of all weights, in the order of θ. */
export function weightsOf(model: Model): Weight[] {
  const hidden = model.layout[1].size;
  const inputAt = (i: number) => [LEFT, HEIGHT / 2 + (i - 0.5) * 150] as const;
  const half = thumbSize(hidden) / 2;
  const hiddenAt = (j: number, dx = 0, dy = 0) => [MIDDLE + dx, (HEIGHT * (j + 0.5)) / hidden + dy] as const;
  const out = [RIGHT, HEIGHT / 2] as const;
  const [w1, b1, w2, b2] = model.layout.map(({offset}) => offset);
  const all: Weight[] = [];
  for (let i = 0; i < 2; ++i)
    for (let j = 0; j < hidden; ++j)
      all.push({
        index: w1 + i * hidden + j,
        label: text.weight(text.inputs[i], text.hidden(j)),
        from: inputAt(i),
        to: hiddenAt(j, -half)
      });
  for (let j = 0; j < hidden; ++j)
    all.push({
      index: b1 + j,
      label: text.bias(text.hidden(j)),
      from: hiddenAt(j),
      to: hiddenAt(j, -half, half),
      bias: true
    });
  for (let j = 0; j < hidden; ++j)
    all.push({index: w2 + j, label: text.weight(text.hidden(j), text.output), from: hiddenAt(j, half), to: out});
  all.push({index: b2, label: text.bias(text.output), from: out, to: [RIGHT, out[1] + 34], bias: true});
  return all;
}

export interface DiagramOptions {
  /** A weight was taken hold of. */
  onSelect(weight: Weight): void;
  /** A weight was dragged or moved by a key. */
  onChange(weight: Weight, value: number): void;
}

/** The network as a picture: links as wide as their weights are large, each neuron a map of what it gives. */
export function diagram({onSelect, onChange}: DiagramOptions) {
  const links = svg("svg", {class: "net-links", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group"});
  const node = element("div", {class: "net"}, links);
  let thumbs: HTMLCanvasElement[] = [];
  let marks: {weight: Weight; line: SVGElement; hit: SVGElement}[] = [];
  let model: Model;

  function build(next: Model) {
    model = next;
    const hidden = model.layout[1].size;
    const weights = weightsOf(model);
    for (const thumb of thumbs) thumb.remove();
    thumbs = Array.from({length: hidden}, (_, j) => {
      const size = thumbSize(hidden);
      const canvas = element("canvas", {class: "net-neuron", "aria-hidden": "true"});
      canvas.style.left = `${(100 * (MIDDLE - size / 2)) / WIDTH}%`;
      canvas.style.top = `${(100 * ((HEIGHT * (j + 0.5)) / hidden - size / 2)) / HEIGHT}%`;
      canvas.style.width = `${(100 * size) / WIDTH}%`;
      return canvas;
    });
    marks = weights.map((weight) => mark(weight));
    links.replaceChildren(
      ...marks.map(({line}) => line),
      ...text.inputs.flatMap((name, i) => {
        const [x, y] = weights[i * hidden].from;
        return [
          svg("circle", {class: "net-input", cx: x, cy: y, r: 24}),
          svg("text", {class: "net-name", x, y, dy: "0.35em", "text-anchor": "middle"}, name)
        ];
      }),
      ...marks.map(({hit}) => hit)
    );
    node.append(...thumbs);
    // Biases lie on the neurons' corners, so the links come last.
    node.append(links);
  }

  function mark(weight: Weight) {
    const {from, to, bias, label} = weight;
    const middle = (from[0] + to[0]) / 2;
    const curve = `M${from[0]},${from[1]}C${middle},${from[1]} ${middle},${to[1]} ${to[0]},${to[1]}`;
    const slider = {tabindex: 0, role: "slider", "aria-label": label, "aria-valuemin": -8, "aria-valuemax": 8};
    const line: SVGElement = bias
      ? svg("circle", {cx: to[0], cy: to[1], r: 6, class: "net-bias"})
      : svg("path", {d: curve, class: "net-link"});
    const hit: SVGElement = bias
      ? svg("circle", {cx: to[0], cy: to[1], r: 13, class: "net-hit", ...slider})
      : svg("path", {d: curve, class: "net-hit", ...slider});
    let grip: {y: number; value: number} | undefined;
    const value = () => model.parameters[weight.index];
    hit.addEventListener("focus", () => onSelect(weight));
    hit.addEventListener("pointerdown", (event) => {
      hit.setPointerCapture(event.pointerId);
      hit.focus();
      grip = {y: event.clientY, value: value()};
      event.preventDefault();
    });
    hit.addEventListener("pointermove", (event) => {
      if (grip && hit.hasPointerCapture(event.pointerId)) onChange(weight, grip.value + (grip.y - event.clientY) / 30);
    });
    for (const type of ["pointerup", "pointercancel"] as const) hit.addEventListener(type, () => (grip = undefined));
    hit.addEventListener("keydown", (event) => {
      const way = {ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1}[event.key];
      if (!way) return;
      event.preventDefault();
      onChange(weight, value() + way * (event.shiftKey ? 0.5 : 0.1));
    });
    return {weight, line, hit};
  }

  return {
    node,
    build,
    /** Colours links and thumbnails by the weights and by what the neurons give on an n × n grid. */
    show(hidden: Float64Array, n: number, ramp: Ramp, selected: number) {
      const count = thumbs.length;
      let top = 1;
      for (const v of hidden) top = Math.max(top, Math.abs(v));
      thumbs.forEach((canvas, j) => {
        paintField(canvas, n, (cell) => hidden[cell * count + j] / top, ramp);
      });
      for (const {weight, line, hit} of marks) {
        const value = model.parameters[weight.index];
        line.style.setProperty("--w", String(Math.min(11, 1 + 2.2 * Math.abs(value))));
        line.dataset.sign = value < 0 ? "negative" : "positive";
        line.dataset.selected = String(weight.index === selected);
        hit.setAttribute("aria-valuenow", value.toFixed(2));
        hit.setAttribute("aria-valuetext", fixed(value));
      }
    }
  };
}
