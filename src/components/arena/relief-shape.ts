import {gridOf, type Surface} from "../../lib/surfaces/index.js";
import {contourLevels} from "./levels.js";
import {shown, type Viewport} from "./viewport.js";

/** Samples along the longer side of the base. */
const SAMPLES = 161;
/** Height of the highest level, in half-widths of the base. */
const HEIGHT = 0.95;

/** A piece of a surface in space: x to the right, y up, z towards the reader; the longer side of its base runs from −1 to 1. */
export interface ReliefShape {
  readonly nx: number;
  readonly ny: number;
  /** Half of the base's sides, along x and along z. */
  readonly half: readonly [number, number];
  /** Corner points of the mesh, three numbers each, row by row from the lowest y. */
  readonly points: Float32Array;
  /** Between which contour levels each corner lies: 2.5 is halfway between the second and the third. */
  readonly bands: Float32Array;
  readonly levels: readonly number[];
  /** Where parameters with a loss lie. */
  place(x: number, y: number, loss: number): [number, number, number];
}

/**
 * The height of a loss among the levels of the contours, so that both pictures show the same lines: k at level k, and
 * between two levels in proportion to the loss, or to its logarithm above the floor where the levels are spaced so.
 */
export function bandScale(levels: readonly number[], spacing: "linear" | "log"): (loss: number) => number {
  const last = levels.length - 1;
  const floor = levels[0];
  return (loss) => {
    if (Number.isNaN(loss) || loss >= Number.MAX_VALUE) return last + 1;
    if (last === 0) return loss > floor ? 1 : 0;
    let k = 0;
    while (k < last && loss >= levels[k + 1]) ++k;
    if (spacing === "log" && k > 0) {
      const ratio =
        k < last ? (levels[k + 1] - floor) / (levels[k] - floor) : (levels[k] - floor) / (levels[k - 1] - floor);
      return Math.min(last + 1, k + Math.log((loss - floor) / (levels[k] - floor)) / Math.log(ratio));
    }
    const width = k < last ? levels[k + 1] - levels[k] : levels[k] - levels[k - 1];
    return Math.max(0, Math.min(last + 1, k + (loss - levels[k]) / width));
  };
}

/** The part of a surface that a map shows, in space. */
export function reliefShape(surface: Surface, view: Viewport, spacing: "linear" | "log"): ReliefShape {
  const domain = shown(view);
  const longer = Math.max(view.width, view.height);
  const half = [view.width / longer, view.height / longer] as const;
  const nx = Math.max(2, Math.round(SAMPLES * half[0]));
  const ny = Math.max(2, Math.round(SAMPLES * half[1]));
  const losses = gridOf(surface, nx, ny, domain);
  const floor = surface.minima.length ? Math.min(...surface.minima.map(({loss}) => loss)) : undefined;
  const levels = contourLevels(losses, spacing, 16, floor);
  const band = bandScale(levels, spacing);
  const unit = longer / 2 / view.scale;
  const [cx, cy] = view.center;
  const height = (k: number) => HEIGHT * (k / levels.length - 0.5);
  const points = new Float32Array(3 * nx * ny);
  const bands = new Float32Array(nx * ny);
  for (let j = 0; j < ny; ++j)
    for (let i = 0; i < nx; ++i) {
      const at = j * nx + i;
      bands[at] = band(losses[at]);
      points[3 * at] = half[0] * ((2 * i) / (nx - 1) - 1);
      points[3 * at + 1] = height(bands[at]);
      points[3 * at + 2] = half[1] * (1 - (2 * j) / (ny - 1));
    }
  return {
    nx,
    ny,
    half,
    points,
    bands,
    levels,
    place: (x, y, loss) => [(x - cx) / unit, height(band(loss)), -(y - cy) / unit]
  };
}

/** Corners of the mesh's triangles. */
export function trianglesOf({nx, ny}: ReliefShape): Uint32Array {
  const out = new Uint32Array(6 * (nx - 1) * (ny - 1));
  let k = 0;
  for (let j = 0; j < ny - 1; ++j)
    for (let i = 0; i < nx - 1; ++i) {
      const a = j * nx + i;
      out.set([a, a + 1, a + nx, a + 1, a + nx + 1, a + nx], k);
      k += 6;
    }
  return out;
}
