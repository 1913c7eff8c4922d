import {contours} from "npm:d3-contour";
import {gridOf} from "../../lib/surfaces/evaluate.js";
import type {Surface} from "../../lib/surfaces/surface.js";
import {svg} from "../svg.js";
import {arrow, curve, dot} from "./marks.js";
import type {Plot} from "./plot.js";

type Loss = Pick<Surface, "J">;
type Point = readonly [number, number];

export interface ContourOptions {
  readonly levels?: number;
  /** Levels crowd around the lowest loss by this power: 1 is even, 2 suits a bowl, 4 a steep valley. */
  readonly power?: number;
  readonly columns?: number;
}

/** The surface behind a plot of parameter space: its levels as filled shapes, the lowest the darkest. */
export function contourLayer(
  surface: Loss,
  plot: Plot,
  {levels = 14, power = 2, columns = 80}: ContourOptions = {}
): SVGGElement {
  const {x, y} = plot.domain();
  const rows = Math.max(20, Math.round((columns * (y[1] - y[0])) / (x[1] - x[0])));
  const grid = gridOf(surface, columns, rows, {x, y});
  const finite = Array.from(grid).filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const thresholds = Array.from({length: levels}, (_, i) => low + (high - low) * (i / levels) ** power);
  const {left, right, top, bottom} = plot.edges();
  // d3-contour counts cells from ½; row 0 of the grid is the lowest y.
  const px = (i: number) => left + ((i - 0.5) / (columns - 1)) * (right - left);
  const py = (j: number) => bottom - ((j - 0.5) / (rows - 1)) * (bottom - top);
  const clamp = (v: number, a: number, b: number) => Math.min(b, Math.max(a, v));
  const ring = (points: number[][]) =>
    `M${points.map(([i, j]) => `${clamp(px(i), left, right).toFixed(1)},${clamp(py(j), top, bottom).toFixed(1)}`).join("L")}Z`;
  const shapes = contours().size([columns, rows]).thresholds(thresholds)(
    Array.from(grid, (v) => (Number.isFinite(v) ? v : high))
  );
  return svg(
    "g",
    {class: "contours"},
    ...shapes.map(({coordinates}, i) =>
      svg("path", {
        d: coordinates.map((polygon) => polygon.map(ring).join("")).join(""),
        fill: `color-mix(in oklab, var(--ramp-high) ${Math.round((100 * i) / (levels - 1))}%, var(--ramp-low))`
      })
    )
  );
}

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

let clips = 0;
const clipIds = new WeakMap<Plot, {id: string; shape: SVGRectElement}>();

/** Keeps what is drawn inside the axes; one clip path a plot. */
export function clipOf(plot: Plot): string {
  let clip = clipIds.get(plot);
  if (!clip) {
    clip = {id: `plot-clip-${++clips}`, shape: svg("rect")};
    plot.picture.append(svg("defs", {}, svg("clipPath", {id: clip.id}, clip.shape)));
    clipIds.set(plot, clip);
  }
  const {left, right, top, bottom} = plot.edges();
  for (const [key, value] of Object.entries({x: left, y: top, width: right - left, height: bottom - top}))
    clip.shape.setAttribute(key, String(value));
  return `url(#${clip.id})`;
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

/** How close a finger must come to the point that it wants to drag, in pixels; anywhere else it scrolls the page. */
const REACH = 44;

/** Lets a pointer drag a point of parameter space; a mouse may also click anywhere. `move` gets its new place. Returns the end of it. */
export function draggable(plot: Plot, get: () => Point, move: (to: [number, number]) => void): () => void {
  const {picture} = plot;
  let dragging = false;
  const near = ({clientX, clientY}: {clientX: number; clientY: number}) => {
    const box = picture.getBoundingClientRect();
    const [a, b] = get();
    return Math.hypot(clientX - box.left - plot.x(a), clientY - box.top - plot.y(b)) < REACH;
  };
  const go = (event: PointerEvent) => {
    if (!dragging) return;
    const {x, y} = plot.domain();
    const [a, b] = plot.at(event);
    move([Math.min(x[1], Math.max(x[0], a)), Math.min(y[1], Math.max(y[0], b))]);
  };
  const end = new AbortController();
  const {signal} = end;
  picture.classList.add("draggable");
  picture.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "touch" && !near(event)) return;
      dragging = true;
      picture.setPointerCapture(event.pointerId);
      go(event);
    },
    {signal}
  );
  picture.addEventListener("pointermove", go, {signal});
  for (const type of ["pointerup", "pointercancel"]) picture.addEventListener(type, () => (dragging = false), {signal});
  // A finger on the point must not scroll; browsers let that be decided only here.
  picture.addEventListener("touchstart", (event) => near(event.touches[0]) && event.preventDefault(), {
    signal,
    passive: false
  });
  return () => end.abort();
}

/** Moves a point with the arrow keys while `target` has the focus: a fiftieth of the domain a press, a tenth with Shift. */
export function steerable(
  target: SVGElement,
  plot: Plot,
  get: () => Point,
  move: (to: [number, number]) => void
): void {
  target.setAttribute("tabindex", "0");
  // Screen readers hand the arrow keys on only to this role.
  target.setAttribute("role", "application");
  target.addEventListener("keydown", (event) => {
    const direction = (
      {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]} as Record<string, Point>
    )[event.key];
    if (!direction) return;
    event.preventDefault();
    const {x, y} = plot.domain();
    const size = event.shiftKey ? 0.1 : 0.02;
    const [a, b] = get();
    const within = (v: number, [low, high]: [number, number]) => Math.min(high, Math.max(low, v));
    move([within(a + direction[0] * size * (x[1] - x[0]), x), within(b + direction[1] * size * (y[1] - y[0]), y)]);
  });
}
