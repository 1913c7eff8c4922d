import type {Surface} from "../../lib/surfaces/index.js";
import {svg} from "../svg.js";
import {short} from "./format.js";
import {tickStep} from "./tick-step.js";
import {fromX, fromY, toX, toY, type Viewport} from "./viewport.js";

/** A star at every minimum of a surface, a cross at every saddle point. */
export function criticalMarks({minima, saddles = []}: Surface, view: Viewport): Node[] {
  return [
    ...minima.map(({x, y}) => svg("path", {class: "minimum", d: star(toX(view, x), toY(view, y))})),
    ...saddles.map(({x, y}) => svg("path", {class: "saddle", d: `M${toX(view, x) - 4},${toY(view, y)}h8m-4,-4v8`}))
  ];
}

/** Ticks along the lower and the left edge. */
export function axisMarks(view: Viewport): Node[] {
  const unit = tickStep(110 / view.scale);
  const nodes: Node[] = [];
  const [x0, x1, y0, y1] = [fromX(view, 0), fromX(view, view.width), fromY(view, view.height), fromY(view, 0)];
  for (let k = Math.ceil(x0 / unit); k * unit <= x1; ++k) {
    const px = toX(view, k * unit);
    if (px < 26 || px > view.width - 16) continue;
    nodes.push(svg("path", {d: `M${px},${view.height}v-5`}));
    nodes.push(svg("text", {x: px, y: view.height - 9, "text-anchor": "middle"}, short(k * unit)));
  }
  for (let k = Math.ceil(y0 / unit); k * unit <= y1; ++k) {
    const py = toY(view, k * unit);
    if (py < 14 || py > view.height - 26) continue;
    nodes.push(svg("path", {d: `M0,${py}h5`}));
    nodes.push(svg("text", {x: 9, y: py, dy: "0.32em"}, short(k * unit)));
  }
  return nodes;
}

function star(x: number, y: number): string {
  let path = "";
  for (let k = 0; k < 10; ++k) {
    const r = k % 2 ? 2.7 : 6.5;
    const a = (Math.PI * k) / 5 - Math.PI / 2;
    path += `${k ? "L" : "M"}${(x + r * Math.cos(a)).toFixed(1)},${(y + r * Math.sin(a)).toFixed(1)}`;
  }
  return `${path}Z`;
}
