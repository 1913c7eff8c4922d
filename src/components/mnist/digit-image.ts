import {element} from "../element.js";
import {colour} from "../theme.js";

/** Draws grey bytes as ink on a canvas of their own size, to be enlarged by style. */
export function paintInk(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, side: number, ink = inkNow()): void {
  const [r, g, b] = ink;
  paint(canvas, side, (i, out) => out.set([r, g, b, pixels[i]], 4 * i));
}

/** Draws signed numbers in the theme's two colours, the largest at full strength. */
export function paintSigned(canvas: HTMLCanvasElement, values: ArrayLike<number>, side: number): void {
  const [up, down] = [rgb(colour("positive")), rgb(colour("negative"))];
  let most = 1e-12;
  for (let i = 0; i < values.length; ++i) most = Math.max(most, Math.abs(values[i]));
  paint(canvas, side, (i, out) => out.set([...(values[i] > 0 ? up : down), (255 * Math.abs(values[i])) / most], 4 * i));
}

function paint(canvas: HTMLCanvasElement, side: number, pixel: (i: number, out: Uint8ClampedArray) => void): void {
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(side, side);
  for (let i = 0; i < side * side; ++i) pixel(i, image.data);
  context.putImageData(image, 0, 0);
}

const rgb = (text: string) => (text.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

/** The colour of ink as red, green and blue. Asked once for many digits, since each question makes the browser lay out. */
export const inkNow = (): readonly number[] => rgb(colour("ink"));

/** A digit to look at, with a line below it. */
export function digitFigure(
  pixels: ArrayLike<number>,
  {caption, ink}: {readonly caption: string; readonly ink: readonly number[]}
): HTMLElement {
  const canvas = element("canvas", {class: "digit", role: "img", "aria-label": caption});
  paintInk(canvas, pixels, Math.round(Math.sqrt(pixels.length)), ink);
  return element("figure", {class: "digit-figure"}, canvas, element("figcaption", {}, caption));
}
