import {contours as d3contours} from "npm:d3-contour";
import {gridOf, type Surface} from "../../lib/surfaces/index.js";
import {contourLevels} from "./levels.js";
import {colourOf, lossColor} from "./palette.js";
import {shown, type Viewport} from "./viewport.js";

/** Pixels between two samples of the surface. */
const CELL = 4;

/** The bands of a surface in a viewport: what a canvas or an SVG file draws. */
export interface Bands {
  readonly levels: readonly number[];
  /** One path for each level, in pixels: where the loss is at least that. */
  readonly paths: readonly string[];
}

/** Samples a surface and finds its bands. */
export function bandsOf(surface: Surface, view: Viewport): Bands {
  const nx = Math.max(2, Math.round(view.width / CELL) + 1);
  const ny = Math.max(2, Math.round(view.height / CELL) + 1);
  const losses = gridOf(surface, nx, ny, shown(view));
  const floor = surface.minima.length ? Math.min(...surface.minima.map(({loss}) => loss)) : undefined;
  const levels = contourLevels(losses, surface.levels, 16, floor);
  // Beyond the range of numbers the surface counts as high.
  const top = levels[levels.length - 1];
  const values = Array.from(losses, (v) => (Number.isNaN(v) ? Number.NaN : Math.min(v, top * 2 + 1e300)));
  // d3 puts sample i at i + ½; the grid's first row is the lowest y.
  const px = (i: number) => ((i - 0.5) * view.width) / (nx - 1);
  const py = (j: number) => view.height - ((j - 0.5) * view.height) / (ny - 1);
  const make = d3contours().size([nx, ny]).smooth(true);
  const paths = levels.map((level) => {
    let path = "";
    for (const polygon of make.contour(values, level).coordinates)
      for (const ring of polygon)
        path += `M${ring.map(([i, j]) => `${px(i).toFixed(1)},${py(j).toFixed(1)}`).join("L")}Z`;
    return path;
  });
  return {levels, paths};
}

/** Paints bands on a canvas of the viewport's size. */
export function paintBands(context: CanvasRenderingContext2D, {paths}: Bands, {width, height}: Viewport): void {
  context.fillStyle = lossColor(0);
  context.fillRect(0, 0, width, height);
  const lines = colourOf("contour");
  paths.forEach((path, i) => {
    const shape = new Path2D(path);
    context.fillStyle = lossColor(i / Math.max(1, paths.length - 1));
    context.fill(shape);
    context.globalAlpha = 0.13;
    context.strokeStyle = lines;
    context.lineWidth = 0.8;
    if (i > 0) context.stroke(shape);
    context.globalAlpha = 1;
  });
}

/** The same bands as markup for an SVG file. */
export function bandsMarkup({paths}: Bands, {width, height}: Viewport): string {
  const lines = colourOf("contour");
  const shapes = paths.map(
    (path, i) =>
      `<path d="${path}" fill="${lossColor(i / Math.max(1, paths.length - 1))}" stroke="${lines}" stroke-width="0.8" stroke-opacity="${i > 0 ? 0.13 : 0}"/>`
  );
  return [`<rect width="${width}" height="${height}" fill="${lossColor(0)}"/>`, ...shapes].join("\n");
}
