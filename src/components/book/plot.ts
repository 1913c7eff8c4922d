import {element} from "../element.js";
import {svg} from "../svg.js";
import {type PlotAxis, positionOn, valueAt} from "./axis.js";
import {show as showNumber} from "./format.js";
import {type Label, placeLabels} from "./labels.js";
import {pathOf} from "./path.js";
import {logTicks, powerText, ticks} from "./ticks.js";
import {whenNear} from "./when-near.js";

export interface PlotCurve {
  readonly points: readonly (readonly [number, number])[];
  /** Any CSS colour; ink unless told. */
  readonly colour?: string;
  readonly dash?: string;
  readonly width?: number;
  readonly dots?: boolean;
  /** Written beside its last point that can be seen. */
  readonly label?: string;
}

export interface PlotMark {
  readonly at: readonly [number, number];
  readonly colour?: string;
  readonly label?: string;
  /** Lines down to the axes. */
  readonly guides?: boolean;
}

export interface PlotView {
  readonly x?: PlotAxis;
  readonly y?: PlotAxis;
  readonly curves?: readonly PlotCurve[];
  readonly marks?: readonly PlotMark[];
  /** What the plot shows, in words. */
  readonly summary: string;
}

const MARGIN = {top: 12, right: 16, bottom: 40, left: 50};

/** A titled plot of curves and marks that follows its width. `show` draws what it is given; axes stay until changed. */
export function plot({title, height = 220, ...axes}: {title: string; height?: number; x: PlotAxis; y: PlotAxis}) {
  let {x, y} = axes;
  let view: PlotView = {summary: title};
  let width = 0;
  let near = false;
  const drawing = svg("g");
  const picture = svg("svg", {role: "img", "aria-label": title, height}, drawing);
  const node = element("figure", {class: "chart"}, element("figcaption", {}, title), picture);

  const px = (v: number) => MARGIN.left + (width - MARGIN.left - MARGIN.right) * positionOn(x, v);
  const py = (v: number) => height - MARGIN.bottom - (height - MARGIN.top - MARGIN.bottom) * positionOn(y, v);
  const ticksOf = (axis: PlotAxis, count: number) =>
    axis.ticks ??
    (axis.scale === "log" ? logTicks(axis.domain[0], axis.domain[1], count) : ticks(...axis.domain, count));
  const textOf = (axis: PlotAxis, v: number) =>
    axis.format?.(v) ?? (axis.scale === "log" ? powerText(v) : showNumber(v));

  function grid(): Node[] {
    const [left, right, bottom] = [MARGIN.left, width - MARGIN.right, height - MARGIN.bottom];
    return [
      ...ticksOf(y, 5).flatMap((v) => [
        svg("line", {x1: left, x2: right, y1: py(v), y2: py(v)}),
        svg("text", {x: left - 8, y: py(v), dy: "0.32em", "text-anchor": "end"}, textOf(y, v))
      ]),
      ...ticksOf(x, width < 360 ? 4 : 7).map((v) =>
        svg("text", {x: px(v), y: bottom + 17, "text-anchor": "middle"}, textOf(x, v))
      ),
      ...(x.label ? [svg("text", {x: right, y: bottom + 34, "text-anchor": "end"}, x.label)] : [])
    ];
  }

  /** A curve's places in pixels, and those of them that can be seen. */
  function placesOf({points}: PlotCurve) {
    const at = points.map(([a, b]) => [px(a), py(b)] as const);
    return {at, seen: at.filter(([a, b]) => Number.isFinite(a) && b > 0 && b < height - MARGIN.bottom + 1)};
  }

  function curve(drawn: PlotCurve): Node[] {
    const {colour = "var(--ink)", dash, width: stroke = 2, dots} = drawn;
    const {at, seen} = placesOf(drawn);
    const nodes: Node[] = [
      svg("path", {
        class: "curve",
        d: pathOf(at),
        style: `stroke:${colour};stroke-width:${stroke}${dash ? `;stroke-dasharray:${dash}` : ""}`
      })
    ];
    if (dots) for (const [cx, cy] of seen) nodes.push(svg("circle", {cx, cy, r: 2.5, style: `fill:${colour}`}));
    return nodes;
  }

  /** The words beside marks and at the ends of curves, where they do not run into each other. */
  function labels(): Node[] {
    const wanted: (Label & {colour: string})[] = [];
    for (const {at, colour = "var(--ink)", label} of view.marks ?? []) {
      const place = [px(at[0]), py(at[1])] as const;
      if (label && place.every(Number.isFinite)) wanted.push({text: label, at: place, colour});
    }
    const lines = (view.curves ?? []).map((drawn) => {
      const {seen} = placesOf(drawn);
      const end = seen[seen.length - 1];
      if (drawn.label && end) wanted.push({text: drawn.label, at: end, colour: drawn.colour ?? "var(--ink)"});
      return seen;
    });
    return placeLabels(wanted, {width, height: height - MARGIN.bottom, lines}).map(({x, y, anchor}, i) =>
      svg(
        "text",
        {class: "curve-label", x, y, "text-anchor": anchor, style: `fill:${wanted[i].colour}`},
        wanted[i].text
      )
    );
  }

  function mark({at, colour = "var(--ink)", guides}: PlotMark): Node[] {
    const [a, b] = [px(at[0]), py(at[1])];
    if (!Number.isFinite(a) || !Number.isFinite(b)) return [];
    return [
      ...(guides
        ? [svg("path", {class: "guide", d: `M${a},${height - MARGIN.bottom}V${b.toFixed(1)}H${MARGIN.left}`})]
        : []),
      svg("circle", {cx: a, cy: b, r: 5.5, style: `fill:${colour};stroke:var(--paper);stroke-width:2`})
    ];
  }

  let drawn = () => {};
  const clip = `plot-${++count}`;
  function draw() {
    if (!width || !near) return;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    drawing.replaceChildren(
      svg("clipPath", {id: clip}, svg("rect", {x: 0, y: 0, width, height: height - MARGIN.bottom + 6})),
      svg("g", {class: "chart-grid"}, ...grid()),
      svg(
        "g",
        {"clip-path": `url(#${clip})`},
        ...(view.curves ?? []).flatMap(curve),
        ...(view.marks ?? []).flatMap(mark)
      ),
      ...labels()
    );
    drawn();
  }

  const observer = new ResizeObserver(([entry]) => {
    const next = Math.round(entry.contentRect.width);
    if (!next || next === width) return;
    width = next;
    draw();
  });
  observer.observe(node);
  const forget = whenNear(node, () => {
    near = true;
    draw();
  });

  return {
    node,
    /** For whoever lays something over the drawing. */
    picture,
    pixels: ([a, b]: readonly [number, number]) => [px(a), py(b)] as const,
    /** Numbers from a pointer's place. */
    numbers(event: PointerEvent): [number, number] {
      const box = picture.getBoundingClientRect();
      const sx = (event.clientX - box.left - MARGIN.left) / (box.width - MARGIN.left - MARGIN.right);
      const sy = (box.bottom - event.clientY - MARGIN.bottom) / (box.height - MARGIN.top - MARGIN.bottom);
      return [valueAt(x, sx), valueAt(y, sy)];
    },
    /** Calls back after each drawing: the width may have changed. */
    onDraw(then: () => void) {
      drawn = then;
    },
    show(next: PlotView) {
      view = next;
      x = next.x ?? x;
      y = next.y ?? y;
      picture.setAttribute("aria-label", next.summary);
      draw();
    },
    dispose() {
      observer.disconnect();
      forget();
    }
  };
}

let count = 0;
