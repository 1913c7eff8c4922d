import {type Ramp, signedRamp} from "../../theme.js";
import type {Cloud} from "./tiny-network.js";

/** Half-width of the square of inputs that every picture shows. */
export const HALF = 1.5;

/** The middles of an n × n grid of cells over the square, from the top left, as [x₀, y₀, …]. */
export function gridPoints(n: number): Float64Array {
  const points = new Float64Array(2 * n * n);
  for (let j = 0, k = 0; j < n; ++j)
    for (let i = 0; i < n; ++i) {
      points[k++] = HALF * ((2 * (i + 0.5)) / n - 1);
      points[k++] = HALF * (1 - (2 * (j + 0.5)) / n);
    }
  return points;
}

/**
 * Paints values of −1 to 1 on an n × n canvas: below zero in one hue, above in the other, zero as paper. `strength`
 * below 1 pales them, so that points stand out.
 */
export function paintField(
  canvas: HTMLCanvasElement,
  n: number,
  value: (cell: number) => number,
  ramp: Ramp,
  strength = 1
): void {
  if (canvas.width !== n) canvas.width = canvas.height = n;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(n, n);
  for (let cell = 0; cell < n * n; ++cell) {
    const [r, g, b] = ramp(0.5 + 0.5 * strength * Math.max(-1, Math.min(1, value(cell))));
    image.data.set([r, g, b, 255], 4 * cell);
  }
  context.putImageData(image, 0, 0);
}

/** A score as −1 to 1, for painting: 2σ(z) − 1. Class 0 has the hue above zero of the ramp, class 1 that below. */
export const painted = (score: number): number => Math.tanh(score / 2);

/** The signed ramp of the page; it changes with the scheme. */
export const fieldRamp = (within: Element): Ramp => signedRamp(within);

/** Draws the points of a cloud: class 0 as dots, class 1 as squares, so that they differ without colour. */
export function drawCloud(
  context: CanvasRenderingContext2D,
  {inputs, labels, count}: Cloud,
  size: number,
  colours: readonly [string, string],
  paper: string
): void {
  const at = (v: number) => ((v + HALF) / (2 * HALF)) * size;
  const r = Math.max(2.2, size / 95);
  context.lineWidth = 1;
  context.strokeStyle = paper;
  for (let i = 0; i < count; ++i) {
    const [x, y] = [at(inputs[2 * i]), size - at(inputs[2 * i + 1])];
    context.fillStyle = colours[labels[i]];
    context.beginPath();
    if (labels[i]) context.rect(x - r, y - r, 2 * r, 2 * r);
    else context.arc(x, y, 1.15 * r, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}
