import {element} from "../element.js";
import {svg} from "../svg.js";
import type {Axis} from "./axis.js";
import {clipOf} from "./clip.js";
import {type Label, placeLabels} from "./labels.js";
import {pathOf} from "./path.js";
import {type Plot, plot} from "./plot.js";

export interface ChartCurve {
  readonly points: readonly (readonly [number, number])[];
  /** Any CSS colour; ink unless told. */
  readonly colour?: string;
  readonly dash?: string;
  readonly width?: number;
  readonly dots?: boolean;
  /** Written beside its last point that can be seen. */
  readonly label?: string;
}

export interface ChartMark {
  readonly at: readonly [number, number];
  readonly colour?: string;
  readonly label?: string;
  /** Lines down to the axes. */
  readonly guides?: boolean;
}

export interface ChartView {
  readonly x?: Axis;
  readonly y?: Axis;
  readonly curves?: readonly ChartCurve[];
  readonly marks?: readonly ChartMark[];
  /** What the chart shows, in words. */
  readonly summary: string;
}

/** How far curves may reach over the axes, so that a line along an edge keeps its width. */
const SPARE = 3;

/** A titled chart of curves and marks. `show` draws what it is given; axes stay until changed. */
export function lineChart({title, height = 220, ...axes}: {title: string; height?: number; x: Axis; y: Axis}) {
  let {x, y} = axes;
  let view: ChartView = {summary: title};
  let drawn = () => {};
  const room = plot({x, y, height, left: 50}, draw);
  room.describe(title);
  const node = element("figure", {class: "chart"}, element("figcaption", {}, title), room.node);
  const pixels = ([a, b]: readonly [number, number]) => [room.x(a), room.y(b)] as const;

  /** A curve's places in pixels, and those of them that can be seen. */
  function placesOf({points}: ChartCurve) {
    const at = points.map(pixels);
    const {bottom} = room.edges();
    return {at, seen: at.filter(([a, b]) => Number.isFinite(a) && b > 0 && b < bottom + 1)};
  }

  function* curve(drawn: ChartCurve): Generator<Node> {
    const {colour = "var(--ink)", dash, width = 2, dots} = drawn;
    const {at, seen} = placesOf(drawn);
    const dashes = dash ? `;stroke-dasharray:${dash}` : "";
    yield svg("path", {class: "curve", d: pathOf(at), style: `stroke:${colour};stroke-width:${width}${dashes}`});
    if (dots) for (const [cx, cy] of seen) yield svg("circle", {cx, cy, r: 2.5, style: `fill:${colour}`});
  }

  function* mark({at, colour = "var(--ink)", guides}: ChartMark): Generator<Node> {
    const [a, b] = pixels(at);
    if (!Number.isFinite(a) || !Number.isFinite(b)) return;
    const {left, bottom} = room.edges();
    if (guides) yield svg("path", {class: "guide", d: `M${a},${bottom}V${b.toFixed(1)}H${left}`});
    yield svg("circle", {cx: a, cy: b, r: 5.5, style: `fill:${colour};stroke:var(--paper);stroke-width:2`});
  }

  /** The words beside marks and at the ends of curves, where they do not run into each other. */
  function labels(): Node[] {
    const wanted: (Label & {colour: string})[] = [];
    for (const {at, colour = "var(--ink)", label} of view.marks ?? []) {
      const place = pixels(at);
      if (label && place.every(Number.isFinite)) wanted.push({text: label, at: place, colour});
    }
    const lines = (view.curves ?? []).map((drawn) => {
      const {seen} = placesOf(drawn);
      const end = seen[seen.length - 1];
      if (drawn.label && end) wanted.push({text: drawn.label, at: end, colour: drawn.colour ?? "var(--ink)"});
      return seen;
    });
    const {right, bottom} = room.edges();
    return placeLabels(wanted, {width: right, height: bottom, lines}).map(({x, y, anchor}, i) =>
      svg(
        "text",
        {class: "curve-label", x, y, "text-anchor": anchor, style: `fill:${wanted[i].colour}`},
        wanted[i].text
      )
    );
  }

  function* draw(room: Plot): Generator<Node> {
    const curves = (view.curves ?? []).flatMap((drawn) => [...curve(drawn)]);
    yield svg("g", {"clip-path": clipOf(room, SPARE)}, ...curves);
    for (const drawn of view.marks ?? []) yield* mark(drawn);
    yield* labels();
    drawn();
  }

  return {
    node,
    /** For whoever lays something over the drawing. */
    picture: room.picture,
    pixels,
    /** Numbers from a pointer's place. */
    numbers: room.at,
    /** Calls back after each drawing: the width may have changed. */
    onDraw(then: () => void) {
      drawn = then;
    },
    show(next: ChartView) {
      view = next;
      room.describe(next.summary);
      if (!next.x && !next.y) return room.update();
      x = next.x ?? x;
      y = next.y ?? y;
      room.axes(x, y);
    },
    dispose: room.dispose
  };
}
