import {element} from "../element.js";
import {show as showNumber} from "./format.js";
import {pathOf, svg} from "./svg.js";
import {logTicks, powerText, ticks} from "./ticks.js";

export interface PlotAxis {
  readonly domain: readonly [number, number];
  readonly scale?: "linear" | "log";
  readonly label?: string;
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

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
  const picture = svg("svg", {role: "img", "aria-label": title, height});
  const node = element("figure", {class: "chart"}, element("figcaption", {}, title), picture);

  const position = ({domain: [a, b], scale}: PlotAxis, v: number) =>
    scale === "log" ? Math.log(v / a) / Math.log(b / a) : (v - a) / (b - a);
  const px = (v: number) => MARGIN.left + (width - MARGIN.left - MARGIN.right) * position(x, v);
  const py = (v: number) => height - MARGIN.bottom - (height - MARGIN.top - MARGIN.bottom) * position(y, v);
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

  function curve({points, colour = "var(--ink)", dash, width: stroke = 2, dots, label}: PlotCurve): Node[] {
    const at = points.map(([a, b]) => [px(a), py(b)] as const);
    const nodes: Node[] = [
      svg("path", {
        class: "curve",
        d: pathOf(at),
        style: `stroke:${colour};stroke-width:${stroke}${dash ? `;stroke-dasharray:${dash}` : ""}`
      })
    ];
    const seen = at.filter(([a, b]) => Number.isFinite(a) && b > 0 && b < height - MARGIN.bottom + 1);
    if (dots) for (const [cx, cy] of seen) nodes.push(svg("circle", {cx, cy, r: 2.5, style: `fill:${colour}`}));
    const end = seen[seen.length - 1];
    if (label && end) nodes.push(words(label, end, colour));
    return nodes;
  }

  /** Words beside a point, on the side where there is room. */
  function words(text: string, [a, b]: readonly [number, number], colour: string) {
    const left = a > width * 0.6;
    return svg(
      "text",
      {
        class: "curve-label",
        x: a + (left ? -8 : 8),
        y: Math.max(14, b - 8),
        "text-anchor": left ? "end" : "start",
        style: `fill:${colour}`
      },
      text
    );
  }

  function mark({at, colour = "var(--ink)", label, guides}: PlotMark): Node[] {
    const [a, b] = [px(at[0]), py(at[1])];
    if (!Number.isFinite(a) || !Number.isFinite(b)) return [];
    return [
      ...(guides
        ? [svg("path", {class: "guide", d: `M${a},${height - MARGIN.bottom}V${b.toFixed(1)}H${MARGIN.left}`})]
        : []),
      svg("circle", {cx: a, cy: b, r: 5.5, style: `fill:${colour};stroke:var(--paper);stroke-width:2`}),
      ...(label ? [words(label, [a, b], colour)] : [])
    ];
  }

  const clip = `plot-${++count}`;
  function draw() {
    if (!width) return;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.replaceChildren(
      svg("clipPath", {id: clip}, svg("rect", {x: 0, y: 0, width, height: height - MARGIN.bottom + 6})),
      svg("g", {class: "chart-grid"}, ...grid()),
      svg(
        "g",
        {"clip-path": `url(#${clip})`},
        ...(view.curves ?? []).flatMap(curve),
        ...(view.marks ?? []).flatMap(mark)
      )
    );
  }

  const observer = new ResizeObserver(([entry]) => {
    const next = Math.round(entry.contentRect.width);
    if (!next || next === width) return;
    width = next;
    draw();
  });
  observer.observe(node);

  return {
    node,
    show(next: PlotView) {
      view = next;
      x = next.x ?? x;
      y = next.y ?? y;
      picture.setAttribute("aria-label", next.summary);
      draw();
    },
    dispose: () => observer.disconnect()
  };
}

let count = 0;
