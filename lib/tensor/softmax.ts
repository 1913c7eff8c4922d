import {asTensor, node} from "./op.js";
import {normalizeAxes, type Shape, showShape, sizeOf} from "./shape.js";
import {allocate, type Floats, type Tensor, type TensorLike} from "./tensor.js";

/** Calls `visit` with the first element and the stride of every line of x along an axis. */
function lines(shape: Shape, axis: number, visit: (start: number, stride: number, n: number) => void): void {
  const n = shape[axis];
  const stride = sizeOf(shape.slice(axis + 1));
  const block = n * stride;
  for (let o = 0, size = sizeOf(shape); o < size; o += block) for (let i = 0; i < stride; ++i) visit(o + i, stride, n);
}

/** log Σ eˣ along a line, without overflow. */
function logSumExp(x: Floats, start: number, stride: number, n: number): number {
  let m = -Infinity;
  for (let i = 0; i < n; ++i) m = Math.max(m, x[start + i * stride]);
  if (!Number.isFinite(m)) return m;
  let s = 0;
  for (let i = 0; i < n; ++i) s += Math.exp(x[start + i * stride] - m);
  return m + Math.log(s);
}

/** eˣⁱ / Σ eˣʲ along `axis` (the last unless told). */
export function softmax(x: TensorLike, {axis = -1}: {axis?: number} = {}): Tensor {
  const t = asTensor(x);
  const [at] = normalizeAxes(axis, t.rank, "softmax");
  const out = allocate(t.dtype, t.size);
  lines(t.shape, at, (start, stride, n) => {
    let m = -Infinity;
    for (let i = 0; i < n; ++i) m = Math.max(m, t.data[start + i * stride]);
    let s = 0;
    for (let i = 0; i < n; ++i) s += Math.exp(t.data[start + i * stride] - m);
    for (let i = 0; i < n; ++i) out[start + i * stride] = Math.exp(t.data[start + i * stride] - m) / s;
  });
  return node("softmax", [t], out, t.shape, t.dtype, at);
}

/** xᵢ − log Σ eˣʲ along `axis` (the last unless told). */
export function logSoftmax(x: TensorLike, {axis = -1}: {axis?: number} = {}): Tensor {
  const t = asTensor(x);
  const [at] = normalizeAxes(axis, t.rank, "logSoftmax");
  const out = allocate(t.dtype, t.size);
  lines(t.shape, at, (start, stride, n) => {
    const l = logSumExp(t.data, start, stride, n);
    for (let i = 0; i < n; ++i) out[start + i * stride] = t.data[start + i * stride] - l;
  });
  return node("logSoftmax", [t], out, t.shape, t.dtype, at);
}

export type Reduction = "mean" | "sum";

/** Throws `LOSS: unknown reduction: …`. */
export function checkReduction(reduction: Reduction, loss: string): void {
  if (reduction !== "mean" && reduction !== "sum")
    throw new Error(`${loss}: unknown reduction: ${String(reduction)}; expected mean or sum`);
}

export interface CrossEntropyAttrs {
  readonly labels: ArrayLike<number>;
  /** 1/N for the mean, 1 for the sum. */
  readonly scale: number;
}

/**
 * −(1/N) Σ log softmax(logits)ₙ,ₗₐᵦₑₗ, from logits by log-sum-exp, so that it does not overflow.
 * logits: [N, C]; labels: N integers below C. `reduction: "sum"` leaves out 1/N.
 */
export function crossEntropy(
  logits: Tensor,
  labels: ArrayLike<number>,
  {reduction = "mean"}: {reduction?: Reduction} = {}
): Tensor {
  const [n, c] = logits.shape;
  if (logits.rank !== 2 || labels.length !== n)
    throw new Error(
      `crossEntropy: mismatched shapes: logits ${showShape(logits.shape)} and ${labels.length} labels; expected [N, C] and N`
    );
  checkReduction(reduction, "crossEntropy");
  const scale = reduction === "mean" ? 1 / n : 1;
  let s = 0;
  for (let i = 0; i < n; ++i) {
    const label = labels[i];
    if (!Number.isInteger(label) || label < 0 || label >= c)
      throw new Error(`crossEntropy: invalid label: ${label} at ${i}; expected an integer from 0 to ${c - 1}`);
    s += logSumExp(logits.data, i * c, 1, c) - logits.data[i * c + label];
  }
  const out = allocate(logits.dtype, 1);
  out[0] = s * scale;
  return node("crossEntropy", [logits], out, [], logits.dtype, {labels, scale} satisfies CrossEntropyAttrs);
}
