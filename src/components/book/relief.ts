import {contours} from "npm:d3-contour";
import {gridOf, type Surface} from "../../lib/surfaces/index.js";
import {colour, css, lossRamp} from "../theme.js";
import type {Domain, Plane} from "./plane.js";

/** Pixels between two samples. */
const CELL = 4;

/** Heights at which contours are drawn: even steps of the loss, or of its logarithm above the lowest. */
export function levelsOf(losses: Float64Array, spacing: "linear" | "log", count = 14): number[] {
  const finite = losses.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (spacing === "linear") return Array.from({length: count}, (_, i) => low + ((high - low) * (i + 0.5)) / count);
  const bottom = (high - low) / 2000;
  return Array.from({length: count}, (_, i) => low + bottom * ((high - low) / bottom) ** (i / count));
}

/** A picture of a surface that is there in pieces: `levels` paints one more level with every call. */
export interface Relief {
  readonly canvas: HTMLCanvasElement;
  readonly levels: Iterator<void>;
}

/**
 * A picture of a surface for a canvas: bands of the loss ramp with thin contours. It has as many pixels as the canvas, so
 * that it can be copied as it is; a copy that is stretched, be it by half a pixel, takes several times as long and is blurred.
 */
export function relief(
  surface: Pick<Surface, "J" | "levels">,
  domain: Domain,
  view: Plane,
  target: HTMLCanvasElement
): Relief {
  const canvas = document.createElement("canvas");
  canvas.width = target.width;
  canvas.height = target.height;
  return {canvas, levels: paint(surface, domain, view, canvas.getContext("2d")!, target)};
}

function* paint(
  surface: Pick<Surface, "J" | "levels">,
  domain: Domain,
  {width, height}: Plane,
  context: CanvasRenderingContext2D,
  within: Element
): Generator<void> {
  const ratio = context.canvas.width / width;
  context.scale(ratio, ratio);
  const ramp = lossRamp(within);
  const line = colour("contour", within);
  context.fillStyle = css(ramp(0));
  context.fillRect(0, 0, width, height + 1);
  const nx = Math.max(2, Math.round(width / CELL));
  const ny = Math.max(2, Math.round(height / CELL));
  const losses = gridOf(surface, nx, ny, domain);
  const levels = levelsOf(losses, surface.levels);
  yield;
  // d3 puts sample i at i + ½; the grid's first row is the lowest y.
  const px = (i: number) => ((i - 0.5) * width) / (nx - 1);
  const py = (j: number) => height - ((j - 0.5) * height) / (ny - 1);
  const values = Array.from(losses);
  const find = contours().size([nx, ny]);
  for (const [k, level] of levels.entries()) {
    const shape = new Path2D();
    for (const polygon of find.contour(values, level).coordinates)
      for (const ring of polygon) {
        shape.moveTo(px(ring[0][0]), py(ring[0][1]));
        for (const [i, j] of ring) shape.lineTo(px(i), py(j));
        shape.closePath();
      }
    context.fillStyle = css(ramp((k + 1) / levels.length));
    context.fill(shape);
    context.strokeStyle = line;
    context.globalAlpha = 0.45;
    context.lineWidth = 0.75;
    context.stroke(shape);
    context.globalAlpha = 1;
    yield;
  }
}
