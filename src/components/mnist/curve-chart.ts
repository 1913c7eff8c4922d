import {element} from "../element.js";
import type {Axis} from "../plot/axis.js";
import {spread} from "../plot/labels.js";
import {pathOf} from "../plot/path.js";
import {type Plot, plot} from "../plot/plot.js";
import {svg} from "../svg.js";
import {tickText} from "./tick-text.js";

type Point = readonly [x: number, y: number];

/** One curve of a chart. */
export interface Curve {
  readonly label: string;
  /** Any CSS colour. */
  readonly color: string;
  readonly points: readonly Point[];
  /** Lowest and highest value along x, drawn faintly behind. */
  readonly band?: readonly (readonly [x: number, low: number, high: number])[];
  readonly dashed?: boolean;
  readonly dots?: boolean;
  readonly thin?: boolean;
  /** Written at the curve's end. */
  readonly end?: string;
}

export interface View {
  readonly curves: readonly Curve[];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xLabel: string;
  /** What the chart shows, in words. */
  readonly summary: string;
}

export interface CurveChartOptions {
  readonly title: string;
  readonly scale: "linear" | "log";
  readonly height?: number;
  readonly format?: (value: number) => string;
  readonly y: readonly [number, number];
}

/** A chart of several curves of a run, with their names at their ends, which is drawn anew while the run goes on. */
export function curveChart({title, scale, height = 220, format = tickText, y: firstY}: CurveChartOptions) {
  let view: View = {curves: [], x: [0, 1], y: firstY, xLabel: "", summary: title};
  const xAxis = (): Axis => ({domain: view.x, label: view.xLabel, format: tickText});
  const yAxis = (): Axis => ({domain: view.y, log: scale === "log", format});
  const room = plot({x: xAxis(), y: yAxis(), height, left: 44, right: 56}, draw);
  room.describe(title);
  const node = element("figure", {class: "chart"}, element("figcaption", {}, title), room.node);

  function draw({x: px, y, edges}: Plot): SVGElement[] {
    // Logarithms of 0 and below lie at the foot.
    const py = (value: number) => y(scale === "log" ? Math.max(value, view.y[0]) : value);
    const nodes: SVGElement[] = [];
    const ends: {x: number; y: number; text: string; color: string}[] = [];
    for (const {points, band, color, dashed, dots, thin, end} of view.curves) {
      if (band && band.length > 1) {
        const up = band.map(([x, , high]) => [px(x), py(high)] as const);
        const down = band.map(([x, low]) => [px(x), py(low)] as const).reverse();
        nodes.push(svg("path", {class: "curve-band", d: `${pathOf([...up, ...down])}Z`, style: `color:${color}`}));
      }
      const at = points.map(([x, y]) => [px(x), py(y)] as const);
      const kind = `curve${dashed ? " dashed" : ""}${thin ? " thin" : ""}`;
      nodes.push(svg("path", {class: kind, d: pathOf(at), style: `color:${color}`}));
      if (dots)
        for (const [cx, cy] of at)
          nodes.push(svg("circle", {class: "curve-dot", cx, cy, r: 2.5, style: `color:${color}`}));
      const last = at.at(-1);
      if (end && last) ends.push({x: last[0], y: last[1], text: end, color});
    }
    nodes.push(...endLabels(ends, edges().right));
    return nodes;
  }

  return {
    node,
    title,
    show(next: View) {
      view = next;
      room.axes(xAxis(), yAxis());
      room.describe(view.summary);
    },
    /** What is shown, for export. */
    view: () => view,
    picture: room.picture,
    dispose: room.dispose
  };
}

export type CurveChart = ReturnType<typeof curveChart>;

/** Labels at the ends of curves, moved apart so that each can be read. */
function endLabels(ends: {x: number; y: number; text: string; color: string}[], right: number): SVGElement[] {
  return spread(ends, 14).map(({x, y, text, color}) =>
    svg("text", {class: "curve-label", x: Math.min(x + 6, right + 6), y, dy: "0.32em", style: `fill:${color}`}, text)
  );
}
