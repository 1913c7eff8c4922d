import {contours as d3contours} from "npm:d3-contour";
import {gridOf, type Surface} from "../../lib/surfaces/index.js";
import {contourLevels} from "./levels.js";
import {colourOf, lossColor} from "./palette.js";
import {shown, type Viewport} from "./viewport.js";

/** Pixels between two samples of the surface. */
const CELL = 6;

type Ring = readonly (readonly [number, number])[];

/** The bands of a surface in a viewport: what a canvas or an SVG file draws. */
export interface Bands {
  readonly levels: readonly number[];
  /** For each level the closed lines, in pixels, around where the loss is at least that. */
  readonly rings: readonly (readonly Ring[])[];
}

/** Samples a surface and finds its bands, with a pause after each level. */
export function* bandsInTurns(surface: Surface, view: Viewport): Generator<void, Bands> {
  const nx = Math.max(2, Math.round(view.width / CELL) + 1);
  const ny = Math.max(2, Math.round(view.height / CELL) + 1);
  const losses = gridOf(surface, nx, ny, shown(view));
  const floor = surface.minima.length ? Math.min(...surface.minima.map(({loss}) => loss)) : undefined;
  const levels = contourLevels(losses, surface.levels, 16, floor);
  // Beyond the range of numbers the surface counts as high.
  const top = levels[levels.length - 1] * 2 + 1e300;
  const values = Array.from(losses, (v) => Math.min(v, top));
  // d3 puts sample i at i + ½; the grid's first row is the lowest y.
  const [stepX, stepY] = [view.width / (nx - 1), view.height / (ny - 1)];
  const make = d3contours().size([nx, ny]).smooth(true);
  const rings: Ring[][] = [];
  for (const level of levels) {
    yield;
    rings.push(
      make
        .contour(values, level)
        .coordinates.flatMap((polygon) =>
          polygon.map((ring) => ring.map(([i, j]) => [(i - 0.5) * stepX, view.height - (j - 0.5) * stepY] as const))
        )
    );
  }
  return {levels, rings};
}

/** The bands of a surface, at once. */
export function bandsOf(surface: Surface, view: Viewport): Bands {
  const finding = bandsInTurns(surface, view);
  for (;;) {
    const {done, value} = finding.next();
    if (done) return value;
  }
}

/** The lines of one level, drawn with any pen. */
function trace(rings: readonly Ring[], pen: Pick<Path2D, "moveTo" | "lineTo" | "closePath">): void {
  for (const ring of rings) {
    pen.moveTo(ring[0][0], ring[0][1]);
    for (let k = 1; k < ring.length; ++k) pen.lineTo(ring[k][0], ring[k][1]);
    pen.closePath();
  }
}

/** Paints bands on a canvas of the viewport's size. */
export function paintBands(context: CanvasRenderingContext2D, {rings}: Bands, {width, height}: Viewport): void {
  context.fillStyle = lossColor(0);
  context.fillRect(0, 0, width, height);
  const lines = colourOf("contour");
  rings.forEach((level, i) => {
    context.beginPath();
    trace(level, context);
    context.fillStyle = lossColor(i / Math.max(1, rings.length - 1));
    context.fill();
    context.globalAlpha = 0.13;
    context.strokeStyle = lines;
    context.lineWidth = 0.8;
    if (i > 0) context.stroke();
    context.globalAlpha = 1;
  });
}

/** The lines of one level as the data of an SVG path. */
export function pathOf(rings: readonly Ring[]): string {
  return rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`).join("");
}

/** The same bands as markup for an SVG file. */
export function bandsMarkup({rings}: Bands, {width, height}: Viewport): string {
  const lines = colourOf("contour");
  const shapes = rings.map(
    (level, i) =>
      `<path d="${pathOf(level)}" fill="${lossColor(i / Math.max(1, rings.length - 1))}" stroke="${lines}" stroke-width="0.8" stroke-opacity="${i > 0 ? 0.13 : 0}"/>`
  );
  return [`<rect width="${width}" height="${height}" fill="${lossColor(0)}"/>`, ...shapes].join("\n");
}
