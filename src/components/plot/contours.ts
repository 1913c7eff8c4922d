import {contours} from "npm:d3-contour";
import {gridOf} from "../../lib/surfaces/evaluate.js";
import type {Surface} from "../../lib/surfaces/surface.js";
import {inTurns} from "../in-turns.js";
import {svg} from "../svg.js";
import type {Plot} from "./plot.js";

type Loss = Pick<Surface, "J">;

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
  const find = contours().size([columns, rows]);
  const values = Array.from(grid, (v) => (Number.isFinite(v) ? v : high));
  const paths = thresholds.map((_, i) =>
    svg("path", {
      fill: `color-mix(in oklab, var(--ramp-high) ${Math.round((100 * i) / (levels - 1))}%, var(--ramp-low))`
    })
  );
  function* drawLevels() {
    for (const [i, path] of paths.entries()) {
      const {coordinates} = find.contour(values, thresholds[i]);
      path.setAttribute("d", coordinates.map((polygon) => polygon.map(ring).join("")).join(""));
      yield;
    }
  }
  inTurns(drawLevels());
  return svg("g", {class: "contours"}, ...paths);
}
