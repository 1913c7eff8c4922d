import {add} from "./elementwise.js";
import {matmul} from "./matmul.js";
import {asTensor, node} from "./op.js";
import {type Shape, showShape} from "./shape.js";
import {reshape, take} from "./shaping.js";
import {allocate, type Tensor, type TensorLike} from "./tensor.js";

/** How a kernel goes over an image: [height, width] of each. */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
}

export interface ColumnAttrs extends Window {
  /** Shape of the images: [N, C, H, W]. */
  readonly image: Shape;
}

/** Height and width of what comes out: ⌊(H + 2p − k)/s⌋ + 1, less than 1 where the image is too small. */
export function outputSize([h, w]: readonly number[], {kernel, stride, padding}: Window): [number, number] {
  return [0, 1].map((i) => Math.floor(([h, w][i] + 2 * padding[i] - kernel[i]) / stride[i]) + 1) as [number, number];
}

/** Throws `OP: invalid …` unless strides are positive and paddings are at least 0, whole numbers all. */
function checkWindow(op: string, {kernel, stride, padding}: Window): void {
  for (const [noun, pair, least] of [
    ["kernel", kernel, 1],
    ["stride", stride, 1],
    ["padding", padding, 0]
  ] as const)
    if (pair.length !== 2 || pair.some((v) => !Number.isInteger(v) || v < least))
      throw new Error(`${op}: invalid ${noun}: ${showShape(pair)}; expected two integers of at least ${least}`);
}

/** Visits every (image element, column element) pair that a window covers; padding has no image element. */
function visitWindows({image, ...window}: ColumnAttrs, visit: (image: number, column: number) => void): void {
  const [n, c, h, w] = image;
  const {
    kernel: [kh, kw],
    stride: [sh, sw],
    padding: [ph, pw]
  } = window;
  const [oh, ow] = outputSize([h, w], window);
  let column = 0;
  for (let b = 0; b < n; ++b)
    for (let ch = 0; ch < c; ++ch)
      for (let i = 0; i < kh; ++i)
        for (let j = 0; j < kw; ++j)
          for (let y = 0; y < oh; ++y) {
            const row = y * sh + i - ph;
            for (let x = 0; x < ow; ++x, ++column) {
              const col = x * sw + j - pw;
              if (row >= 0 && row < h && col >= 0 && col < w) visit(((b * c + ch) * h + row) * w + col, column);
            }
          }
}

/** The windows of images [N, C, H, W] as columns: [N, C·kh·kw, oh·ow]. */
export function im2col(x: Tensor, window: Window): Tensor {
  const [n, c, h, w] = x.shape;
  const [oh, ow] = outputSize([h, w], window);
  const shape = [n, c * window.kernel[0] * window.kernel[1], oh * ow];
  const out = allocate(x.dtype, shape[0] * shape[1] * shape[2]);
  const attrs: ColumnAttrs = {...window, image: x.shape};
  visitWindows(attrs, (i, k) => {
    out[k] = x.data[i];
  });
  return node("im2col", [x], out, shape, x.dtype, attrs);
}

/** Adds columns back to where they came from: the adjoint of `im2col`. */
export function col2im(columns: Tensor, attrs: ColumnAttrs): Tensor {
  const out = allocate(
    columns.dtype,
    attrs.image.reduce((a, b) => a * b, 1)
  );
  visitWindows(attrs, (i, k) => {
    out[i] += columns.data[k];
  });
  return node("col2im", [columns], out, attrs.image, columns.dtype, attrs);
}

/**
 * Cross-correlation, as every framework's "convolution".
 * x: [N, C, H, W]; w: [O, C, kh, kw]; bias: [O]; result: [N, O, oh, ow].
 * @throws `conv2d: mismatched shapes|invalid stride|invalid padding: …`
 */
export function conv2d(
  x: Tensor,
  w: Tensor,
  {
    bias,
    stride = [1, 1],
    padding = [0, 0]
  }: {bias?: Tensor; stride?: readonly [number, number]; padding?: readonly [number, number]} = {}
): Tensor {
  if (x.rank !== 4 || w.rank !== 4 || x.shape[1] !== w.shape[1])
    throw new Error(
      `conv2d: mismatched shapes: ${showShape(x.shape)} and ${showShape(w.shape)}; expected [N, C, H, W] and [O, C, kh, kw]`
    );
  const [o, c, kh, kw] = w.shape;
  const window: Window = {kernel: [kh, kw], stride, padding};
  checkWindow("conv2d", window);
  if (bias && (bias.rank !== 1 || bias.size !== o))
    throw new Error(`conv2d: mismatched shapes: bias ${showShape(bias.shape)}; expected [${o}], one for each filter`);
  const [oh, ow] = outputSize(x.shape.slice(2), window);
  if (oh < 1 || ow < 1)
    throw new Error(
      `conv2d: mismatched shapes: ${showShape(x.shape)} and ${showShape(w.shape)}; expected images at least as large as the kernel`
    );
  const y = reshape(matmul(reshape(w, [o, c * kh * kw]), im2col(x, window)), [x.shape[0], o, oh, ow]);
  return bias ? add(y, reshape(bias, [o, 1, 1])) : y;
}

/**
 * The largest element of each window; padding counts as −∞, and the first of tied elements gets the gradient.
 * x: [N, C, H, W]. Padding is at most half of the kernel, as in PyTorch, so that no window is nothing but padding.
 * @throws `maxPool2d: mismatched shapes|invalid …`
 */
export function maxPool2d(
  x: TensorLike,
  {
    kernel,
    stride = kernel,
    padding = [0, 0]
  }: {kernel: readonly [number, number]; stride?: readonly [number, number]; padding?: readonly [number, number]}
): Tensor {
  const t = asTensor(x);
  if (t.rank !== 4) throw new Error(`maxPool2d: invalid shape: ${showShape(t.shape)}; expected [N, C, H, W]`);
  const [n, c, h, w] = t.shape;
  checkWindow("maxPool2d", {kernel, stride, padding});
  if (padding.some((p, i) => 2 * p > kernel[i]))
    throw new Error(
      `maxPool2d: invalid padding: ${showShape(padding)}; expected at most half of the kernel ${showShape(kernel)}`
    );
  const [oh, ow] = outputSize([h, w], {kernel, stride, padding});
  if (oh < 1 || ow < 1)
    throw new Error(
      `maxPool2d: mismatched shapes: ${showShape(t.shape)} and window ${showShape(kernel)}; expected images at least as large as the window`
    );
  const indices = new Int32Array(n * c * oh * ow);
  for (let p = 0, k = 0; p < n * c; ++p)
    for (let y = 0; y < oh; ++y)
      for (let z = 0; z < ow; ++z, ++k) {
        let best = -1;
        for (
          let i = Math.max(0, y * stride[0] - padding[0]);
          i < Math.min(h, y * stride[0] - padding[0] + kernel[0]);
          ++i
        )
          for (
            let j = Math.max(0, z * stride[1] - padding[1]);
            j < Math.min(w, z * stride[1] - padding[1] + kernel[1]);
            ++j
          ) {
            const at = (p * h + i) * w + j;
            if (best < 0 || t.data[at] > t.data[best]) best = at;
          }
        indices[k] = best;
      }
  return take(t, indices, [n, c, oh, ow]);
}
