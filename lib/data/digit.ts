/** Side of an MNIST image, in pixels. */
export const SIDE = 28;

/** Side of the box that the ink of an image is fitted into: 20 of 28 pixels, and the same share of others. */
export const inkBox = (side: number): number => Math.max(1, Math.round((20 * side) / SIDE));

/** A grey image, row-major, 0 (paper) to 255 (ink). */
export interface Ink {
  readonly data: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

/**
 * Treats a drawing as MNIST's digits were treated: the ink's bounding box is fitted into 20×20 keeping its aspect,
 * anti-aliased by averaging areas, then shifted by whole pixels so that the centre of mass of the ink lies in the
 * pixel right and below the middle, [14, 15)², as it does in all 60,000 training images. Returns 784 bytes; all zero when there is no ink. Pure.
 *
 * @param threshold values up to it do not count as ink when the box is sought
 * @param side of the result where it is not 28; the box and the middle follow
 * @see http://yann.lecun.com/exdb/mnist/ (how the images were made)
 */
export function normalizeDigit({data, width, height}: Ink, {threshold = 16, side = SIDE} = {}): Uint8Array {
  if (data.length !== width * height)
    throw new Error(`normalizeDigit: mismatched size: ${data.length} pixels; expected ${width}×${height}`);
  let x0 = width;
  let y0 = height;
  let x1 = 0;
  let y1 = 0;
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x)
      if (data[y * width + x] > threshold) {
        if (x < x0) x0 = x;
        if (y < y0) y0 = y;
        if (x >= x1) x1 = x + 1;
        if (y >= y1) y1 = y + 1;
      }
  if (x1 <= x0) return new Uint8Array(side * side);
  const scale = inkBox(side) / Math.max(x1 - x0, y1 - y0);
  const w = Math.max(1, Math.round((x1 - x0) * scale));
  const h = Math.max(1, Math.round((y1 - y0) * scale));
  const small = new Float64Array(w * h);
  for (let i = 0; i < h; ++i)
    for (let j = 0; j < w; ++j)
      small[i * w + j] = meanOver(
        {data, width, height},
        x0 + ((x1 - x0) * j) / w,
        y0 + ((y1 - y0) * i) / h,
        x0 + ((x1 - x0) * (j + 1)) / w,
        y0 + ((y1 - y0) * (i + 1)) / h
      );
  return centreByMass(small, w, h, side);
}

/** Mean of the image over a rectangle with fractional edges: exact area weights. */
function meanOver({data, width}: Ink, xa: number, ya: number, xb: number, yb: number): number {
  let sum = 0;
  for (let y = Math.floor(ya); y < yb; ++y) {
    const wy = Math.min(y + 1, yb) - Math.max(y, ya);
    for (let x = Math.floor(xa); x < xb; ++x) {
      const wx = Math.min(x + 1, xb) - Math.max(x, xa);
      if (wx > 0 && wy > 0) sum += wx * wy * data[y * width + x];
    }
  }
  return sum / ((xb - xa) * (yb - ya));
}

/** Places a w×h patch (values 0 … 255, at most 28×28) in a 28×28 field, its centre of mass in [14, 15) both ways. Other sides alike. */
export function centreByMass(patch: ArrayLike<number>, w: number, h: number, side = SIDE): Uint8Array {
  let mass = 0;
  let mx = 0;
  let my = 0;
  for (let i = 0; i < h; ++i)
    for (let j = 0; j < w; ++j) {
      const p = patch[i * w + j];
      mass += p;
      mx += p * (j + 0.5);
      my += p * (i + 0.5);
    }
  const image = new Uint8Array(side * side);
  if (!(mass > 0)) return image;
  const dx = Math.ceil(side / 2 - mx / mass - 1e-9);
  const dy = Math.ceil(side / 2 - my / mass - 1e-9);
  for (let i = 0; i < h; ++i)
    for (let j = 0; j < w; ++j) {
      const x = j + dx;
      const y = i + dy;
      if (x >= 0 && x < side && y >= 0 && y < side)
        image[y * side + x] = Math.max(0, Math.min(255, Math.round(patch[i * w + j])));
    }
  return image;
}
