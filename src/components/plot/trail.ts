import {svg} from "../svg.js";
import {clipOf} from "./clip.js";
import {arrow, curve, dot} from "./marks.js";
import type {Plot} from "./plot.js";

type Point = readonly [number, number];

export interface TrailOptions {
  /** A colour: `var(--hue-adam)`. */
  readonly hue: string;
  readonly dash?: readonly number[];
  /** Radius of the dots; none for 0. */
  readonly dots?: number;
  readonly opacity?: number;
}

/** A path over parameter space, cut at the edges of the plot. */
export function trail(
  plot: Plot,
  thetas: readonly Point[],
  {hue, dash = [], dots = 2.5, opacity = 1}: TrailOptions
): SVGGElement {
  const {left, right, top, bottom} = plot.edges();
  const far = 4 * Math.max(right - left, bottom - top);
  const points = thetas
    .map(([a, b]): Point => [plot.x(a), plot.y(b)])
    .filter(([x, y]) => Math.abs(x) < far && Math.abs(y) < far);
  const inside = points.filter(([x, y]) => x >= left && x <= right && y >= top && y <= bottom);
  return svg(
    "g",
    {class: "trail", opacity, "clip-path": clipOf(plot)},
    curve(points, {class: "curve", stroke: hue, ...(dash.length && {"stroke-dasharray": dash.join(" ")})}),
    ...(dots ? inside.map((p) => dot(p, dots, {fill: hue})) : [])
  );
}

/** The mark of a minimum. */
export function minimumMark(plot: Plot, [a, b]: Point): SVGGElement {
  const [x, y] = [plot.x(a), plot.y(b)];
  return svg(
    "g",
    {class: "minimum"},
    curve([
      [x - 5, y],
      [x + 5, y]
    ]),
    curve([
      [x, y - 5],
      [x, y + 5]
    ])
  );
}

/** A vector that starts at a point of parameter space, in its units. */
export const vector = (
  plot: Plot,
  [a, b]: Point,
  [u, v]: Point,
  attributes: Record<string, string | number>
): SVGGElement => arrow([plot.x(a), plot.y(b)], [plot.x(a + u), plot.y(b + v)], attributes);
