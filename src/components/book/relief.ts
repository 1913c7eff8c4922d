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

/** A picture of a surface: bands of the loss ramp with thin contours, ready to be copied to a canvas. */
export function relief(
  surface: Pick<Surface, "J" | "levels">,
  domain: Domain,
  {width, height}: Plane,
  within: Element
): HTMLCanvasElement {
  const ratio = Math.min(3, devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d")!;
  context.scale(ratio, ratio);
  const nx = Math.max(2, Math.round(width / CELL));
  const ny = Math.max(2, Math.round(height / CELL));
  const losses = gridOf(surface, nx, ny, domain);
  const levels = levelsOf(losses, surface.levels);
  const ramp = lossRamp(within);
  const line = colour("contour", within);
  context.fillStyle = css(ramp(0));
  context.fillRect(0, 0, width, height);
  // d3 puts sample i at i + ½; the grid's first row is the lowest y.
  const px = (i: number) => ((i - 0.5) * width) / (nx - 1);
  const py = (j: number) => height - ((j - 0.5) * height) / (ny - 1);
  const values = Array.from(losses);
  const find = contours().size([nx, ny]);
  levels.forEach((level, k) => {
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
  });
  return canvas;
}
