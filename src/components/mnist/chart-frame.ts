import {svg} from "../svg.js";

export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly scale?: "linear" | "log";
  readonly format: (value: number) => string;
}

export interface FrameOptions {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly xLabel: string;
  readonly height?: number;
}

/** The room inside a chart's axes, with its two scales and a layer to draw in. */
export interface Frame {
  readonly node: HTMLElement;
  readonly picture: SVGSVGElement;
  readonly layer: SVGGElement;
  /** Right edge of the plot area in pixels. */
  right(): number;
  x(value: number): number;
  y(value: number): number;
  /** Changes the axes; redraws them only when they differ. */
  axes(x: Axis, y: Axis, xLabel: string): void;
  /** Says in words what the chart shows. */
  describe(text: string): void;
  dispose(): void;
}

const MARGIN = {top: 10, right: 56, bottom: 24, left: 44};

/** A titled chart frame with light grid lines, which follows the width it is given; `redraw` is called when it changed. */
export function chartFrame({title, xLabel, height = 220, ...options}: FrameOptions, redraw: () => void): Frame {
  let {x, y} = options;
  let width = 480;
  const grid = svg("g", {class: "chart-grid"});
  const layer = svg("g");
  const picture = svg(
    "svg",
    {role: "img", "aria-label": title, height, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none"},
    grid,
    layer
  );
  const node = document.createElement("figure");
  node.className = "chart";
  const caption = document.createElement("figcaption");
  caption.textContent = title;
  node.append(caption, picture);

  const inner = () => Math.max(40, width - MARGIN.left - MARGIN.right);
  const position = ({domain: [a, b], scale}: Axis, value: number) =>
    scale === "log" ? Math.log(Math.max(value, a) / a) / Math.log(b / a) : (value - a) / (b - a);
  const px = (value: number) => MARGIN.left + inner() * position(x, value);
  const py = (value: number) => MARGIN.top + (height - MARGIN.top - MARGIN.bottom) * (1 - position(y, value));

  function drawAxes() {
    const right = width - MARGIN.right;
    const bottom = height - MARGIN.bottom;
    grid.replaceChildren(
      ...y.ticks.flatMap((v) => [
        svg("line", {x1: MARGIN.left, x2: right, y1: py(v), y2: py(v)}),
        svg("text", {x: MARGIN.left - 8, y: py(v), dy: "0.32em", "text-anchor": "end"}, y.format(v))
      ]),
      ...x.ticks.map((v) => svg("text", {x: px(v), y: bottom + 17, "text-anchor": "middle"}, x.format(v))),
      svg("text", {x: width, y: bottom + 17, "text-anchor": "end"}, xLabel)
    );
  }

  const observer = new ResizeObserver(([entry]) => {
    const next = Math.round(entry.contentRect.width);
    if (next === width || next === 0) return;
    width = next;
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    drawAxes();
    redraw();
  });
  observer.observe(node);
  drawAxes();

  const key = (a: Axis) => `${a.domain} ${a.ticks}`;
  return {
    node,
    picture,
    layer,
    right: () => width - MARGIN.right,
    x: px,
    y: py,
    axes(nextX, nextY, nextLabel) {
      const changed = key(nextX) !== key(x) || key(nextY) !== key(y) || nextLabel !== xLabel;
      [x, y, xLabel] = [nextX, nextY, nextLabel];
      if (changed) drawAxes();
    },
    describe: (text) => picture.setAttribute("aria-label", text),
    dispose: () => observer.disconnect()
  };
}

/** Path data through the points. */
export function line(points: Iterable<readonly [number, number]>): string {
  let path = "";
  for (const [x, y] of points) path += `${path ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`;
  return path;
}
