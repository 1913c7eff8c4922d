import {element} from "../element.js";
import {colour, lossRamp, watchScheme} from "../theme.js";
import {noisePanel} from "./noise-panel.js";
import type {Panel, PanelContext} from "./panel.js";
import type {Landscape} from "./questions.js";
import {sharpnessPanel} from "./sharpness-panel.js";
import {slowAnswer} from "./slow-answer.js";

const text = {
  about:
    "A run moves through as many dimensions as it has weights. This is the one plane that holds most of its way: the two principal directions of the weights it passed. Loss on the plane, deep is low; the line is the path, the open dot its start.",
  compute: "Draw the landscape of this run",
  picture: "Loss on the plane of the run’s path",
  explained: ({explained: [a, b], examples, losses}: Landscape) =>
    `The two directions hold ${Math.round(100 * a)} % and ${Math.round(100 * b)} % of the path’s spread. Loss on ${examples} training digits, from ${short(low(losses))} (deep) to ${short(high(losses))}, on a logarithmic ramp.`
};

const SIZE = 25;
const short = (v: number) => String(Number(v.toPrecision(3)));

const low = (v: Float64Array) => v.reduce((a, b) => Math.min(a, b), Infinity);
const high = (v: Float64Array) => v.reduce((a, b) => (Number.isFinite(b) ? Math.max(a, b) : a), 0);

/** The plane of the run's path with its loss; sharpness against 2/α; the cloud of mini-batch gradients. */
export function landscapePanel({control}: PanelContext): Panel {
  let view: Landscape | undefined;
  const canvas = element("canvas", {class: "landscape", role: "img", "aria-label": text.picture});
  canvas.width = canvas.height = PIXELS;
  const says = element("p", {class: "hint"});
  const landscape = slowAnswer(control, "landscape", {
    label: text.compute,
    args: () => ({size: SIZE}),
    onAnswer(value) {
      view = value;
      draw();
    }
  });
  const others = [noisePanel({control}), sharpnessPanel({control})];

  function draw() {
    if (view) {
      drawLandscape(canvas, view);
      says.textContent = text.explained(view);
    }
  }

  const unwatch = watchScheme(draw);
  return {
    node: element(
      "div",
      {class: "panel thirds"},
      element("div", {}, element("p", {class: "hint"}, text.about), landscape.node, canvas, says),
      ...others.map(({node}) => node)
    ),
    update(changes) {
      if (changes.has("working")) landscape.update();
      for (const other of others) other.update(changes);
    },
    dispose() {
      unwatch();
      for (const other of others) other.dispose?.();
    }
  };
}

const PIXELS = 360;

/** Loss as the theme's ramp on a logarithmic scale, one unit as long in both directions, and the path on it. */
function drawLandscape(canvas: HTMLCanvasElement, {size, a, b, losses, path}: Landscape): void {
  canvas.width = PIXELS;
  // Both directions are unit vectors of the same space, so a length is a length either way.
  canvas.height = Math.round(PIXELS * Math.min(2, Math.max(0.3, (b[1] - b[0]) / (a[1] - a[0]))));
  const context = canvas.getContext("2d")!;
  const ramp = lossRamp(canvas);
  const [from, to] = [Math.log(Math.max(1e-9, low(losses))), Math.log(Math.max(1e-9, high(losses)))];
  const image = context.createImageData(canvas.width, canvas.height);
  for (let y = 0; y < canvas.height; ++y)
    for (let x = 0; x < canvas.width; ++x) {
      const v = between(losses, size, x / (canvas.width - 1), 1 - y / (canvas.height - 1));
      const t = (Math.log(Math.max(1e-9, v)) - from) / Math.max(1e-9, to - from);
      image.data.set([...ramp(Number.isFinite(t) ? t : 1), 255], 4 * (y * canvas.width + x));
    }
  context.putImageData(image, 0, 0);
  const place = ([x, y]: readonly [number, number]) =>
    [((x - a[0]) / (a[1] - a[0])) * canvas.width, (1 - (y - b[0]) / (b[1] - b[0])) * canvas.height] as const;
  context.strokeStyle = context.fillStyle = colour("ink", canvas);
  context.lineWidth = 1.5;
  context.beginPath();
  for (const p of path) context.lineTo(...place(p));
  context.stroke();
  path.forEach((p, i) => {
    context.beginPath();
    context.arc(...place(p), i === 0 ? 5 : i === path.length - 1 ? 4.5 : 1.75, 0, 2 * Math.PI);
    if (i === 0) context.stroke();
    else context.fill();
  });
}

/** A grid's value between its points, u and v from 0 to 1. */
function between(grid: Float64Array, size: number, u: number, v: number): number {
  const [x, y] = [u * (size - 1), v * (size - 1)];
  const [i, j] = [Math.min(size - 2, Math.floor(x)), Math.min(size - 2, Math.floor(y))];
  const [s, t] = [x - i, y - j];
  const at = (r: number, c: number) => grid[r * size + c];
  return (1 - t) * ((1 - s) * at(j, i) + s * at(j, i + 1)) + t * ((1 - s) * at(j + 1, i) + s * at(j + 1, i + 1));
}
