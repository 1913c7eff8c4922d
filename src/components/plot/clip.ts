import {svg} from "../svg.js";
import type {Plot} from "./plot.js";

let clips = 0;
const clipIds = new WeakMap<Plot, {id: string; shape: SVGRectElement}>();

/** Keeps what is drawn inside the axes; one clip path a plot. `spare` pixels around them are left free. */
export function clipOf(plot: Plot, spare = 0): string {
  let clip = clipIds.get(plot);
  if (!clip) {
    clip = {id: `plot-clip-${++clips}`, shape: svg("rect")};
    plot.picture.append(svg("defs", {}, svg("clipPath", {id: clip.id}, clip.shape)));
    clipIds.set(plot, clip);
  }
  const {left, right, top, bottom} = plot.edges();
  const box = {x: left - spare, y: top - spare, width: right - left + 2 * spare, height: bottom - top + 2 * spare};
  for (const [key, value] of Object.entries(box)) clip.shape.setAttribute(key, String(value));
  return `url(#${clip.id})`;
}
