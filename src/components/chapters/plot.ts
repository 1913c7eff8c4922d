import {ticks} from "npm:d3-array";
import {show} from "../book/format.js";
import {whenNear} from "../book/when-near.js";
import {svg} from "../svg.js";

export interface AxisOptions {
  readonly domain: readonly [number, number];
  readonly log?: boolean;
  /** Named at the end of the axis. */
  readonly label: string;
  /** Where to put ticks; about five unless told. */
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

export interface PlotOptions {
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** In pixels. */
  readonly height?: number;
  /** Keeps both axes to one scale, by widening a domain: for planes of parameters, where angles must be right. */
  readonly equal?: boolean;
  readonly left?: number;
}

/** The room inside two axes. */
export interface Plot {
  readonly node: HTMLElement;
  readonly picture: SVGSVGElement;
  /** Pixels from numbers. */
  x(value: number): number;
  y(value: number): number;
  /** Numbers from a pointer's place. */
  at(event: PointerEvent): [number, number];
  /** What the axes show, after `equal` has widened one. */
  domain(): {x: [number, number]; y: [number, number]};
  /** Edges of the plot area in pixels. */
  edges(): {left: number; right: number; top: number; bottom: number};
  /** Other axes; draws again. */
  axes(x: AxisOptions, y: AxisOptions): void;
  /** Draws again. */
  update(): void;
  /** What the picture shows, in words. */
  describe(text: string): void;
  dispose(): void;
}

const MARGIN = {top: 14, right: 16, bottom: 38};

/** Short numbers for ticks, labels and sentences: three digits, a true minus, powers of ten where they are needed. */
export function short(value: number, digits = 3): string {
  return show(value, digits).replace(/^(−?)1 × /, "$1");
}

/** The same for KaTeX. */
export function texNumber(value: number, digits = 3): string {
  return show(value, digits)
    .replace(
      / × 10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)$/,
      (_, power: string) => `\\cdot 10^{${[...power].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("")}}`
    )
    .replace("−", "-")
    .replace("∞", "\\infty")
    .replace("not a number", "\\text{NaN}");
}

/** A plot that fills the width it is given; `draw` returns what stands inside the axes, for the present size. */
export function plot(
  {height = 300, equal = false, left = 46, ...options}: PlotOptions,
  draw: (plot: Plot) => Iterable<Node>
): Plot {
  let {x, y} = options;
  let width = 640;
  let near = false;
  const grid = svg("g", {class: "plot-grid"});
  const layer = svg("g", {class: "plot-layer"});
  const front = svg("g", {class: "plot-grid"});
  const picture = svg(
    "svg",
    {class: "plot", role: "img", "aria-label": `${y.label}, ${x.label}`, height, viewBox: `0 0 ${width} ${height}`},
    grid,
    layer,
    front
  );
  const node = document.createElement("div");
  node.className = "plot-room";
  node.append(picture);
  let sx = scaleFor(x);
  let sy = scaleFor(y);

  function layout() {
    sx = scaleFor(x);
    sx.range = [left, width - MARGIN.right];
    sy = scaleFor(y);
    sy.range = [height - MARGIN.bottom, MARGIN.top];
    if (equal) equalize(sx, sy);
    const {right, bottom, top} = plotted.edges();
    const fx = x.format ?? short;
    const fy = y.format ?? short;
    const tx = x.ticks ?? ticksOf(sx, x, Math.max(3, Math.round(width / 110)));
    const ty = y.ticks ?? ticksOf(sy, y, Math.max(3, Math.round(height / 60)));
    grid.replaceChildren(
      ...ty.map((v) => svg("line", {x1: left, x2: right, y1: sy(v), y2: sy(v)})),
      ...ty.map((v) => svg("text", {x: left - 7, y: sy(v), dy: "0.32em", "text-anchor": "end"}, fy(v))),
      ...tx.map((v) => svg("line", {x1: sx(v), x2: sx(v), y1: bottom, y2: bottom + 4})),
      ...tx.map((v) => svg("text", {x: sx(v), y: bottom + 17, "text-anchor": "middle"}, fx(v)))
    );
    // Over what is drawn, which may fill the whole plot.
    front.replaceChildren(
      svg("text", {class: "plot-label", x: right, y: height - 4, "text-anchor": "end"}, x.label),
      svg("text", {class: "plot-label halo", x: left + 6, y: top + 4, dy: "0.85em"}, y.label)
    );
  }

  const plotted: Plot = {
    node,
    picture,
    x: (value) => sx(value),
    y: (value) => sy(value),
    at(event) {
      const box = picture.getBoundingClientRect();
      const scale = width / (box.width || width);
      return [sx.invert((event.clientX - box.left) * scale), sy.invert((event.clientY - box.top) * scale)];
    },
    domain: () => ({x: sx.domain, y: sy.domain}),
    edges: () => ({left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom}),
    axes(nextX, nextY) {
      [x, y] = [nextX, nextY];
      layout();
      plotted.update();
    },
    update() {
      if (near) layer.replaceChildren(...draw(plotted));
    },
    describe: (text) => picture.setAttribute("aria-label", text),
    dispose() {
      observer.disconnect();
      forget();
    }
  };
  const observer = new ResizeObserver(([entry]) => {
    const next = Math.round(entry.contentRect.width);
    if (next === width || next === 0) return;
    width = next;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    layout();
    plotted.update();
  });
  observer.observe(node);
  // By then the width is known, so that nothing is drawn twice.
  const forget = whenNear(node, () => {
    near = true;
    plotted.update();
  });
  layout();
  return plotted;
}

interface PlotScale {
  (value: number): number;
  invert(pixel: number): number;
  domain: [number, number];
  range: [number, number];
}

/** A linear or logarithmic scale: the little that these plots need of one. */
function scaleFor({domain, log}: AxisOptions): PlotScale {
  const [there, back] = log ? [Math.log, Math.exp] : [(v: number) => v, (v: number) => v];
  const scale: PlotScale = (value) => {
    const {domain, range} = scale;
    const [a, b] = domain.map(there);
    return range[0] + ((there(value) - a) / (b - a)) * (range[1] - range[0]);
  };
  scale.invert = (pixel) => {
    const {domain, range} = scale;
    const [a, b] = domain.map(there);
    return back(a + ((pixel - range[0]) / (range[1] - range[0])) * (b - a));
  };
  scale.domain = [...domain];
  scale.range = [0, 1];
  return scale;
}

/** A logarithmic axis gets its whole powers of ten. */
function ticksOf(scale: PlotScale, {log}: AxisOptions, count: number): number[] {
  const [a, b] = scale.domain;
  if (!log) return ticks(a, b, count);
  const [from, to] = [Math.ceil(Math.log10(a) - 1e-9), Math.floor(Math.log10(b) + 1e-9)];
  const every = Math.max(1, Math.ceil((to - from + 1) / count));
  return Array.from({length: Math.floor((to - from) / every) + 1}, (_, i) => 10 ** (from + i * every));
}

/** Widens the domain of the axis that has room to spare until a unit is as long on both. */
function equalize(sx: PlotScale, sy: PlotScale): void {
  const perUnit = (s: PlotScale) => Math.abs((s.range[1] - s.range[0]) / (s.domain[1] - s.domain[0]));
  const [kx, ky] = [perUnit(sx), perUnit(sy)];
  const [wide, factor] = kx > ky ? [sx, kx / ky] : [sy, ky / kx];
  const [a, b] = wide.domain;
  const middle = (a + b) / 2;
  wide.domain = [middle - ((b - a) / 2) * factor, middle + ((b - a) / 2) * factor];
}
