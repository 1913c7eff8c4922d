import {div} from "./elementwise.js";
import {asTensor, node} from "./op.js";
import {broadcastStrides, normalizeAxes, type Shape, sizeOf, walk} from "./shape.js";
import {reshape, sumTo} from "./shaping.js";
import {allocate, type Tensor, type TensorLike} from "./tensor.js";

export interface ReduceOptions {
  /** One axis, several, or all. */
  readonly axis?: number | readonly number[] | null;
  /** Keep reduced axes with extent 1. */
  readonly keepdim?: boolean;
}

/** The shape with reduced axes as 1, and without them. */
function reduced(shape: Shape, axis: ReduceOptions["axis"], op: string): [Shape, Shape] {
  const axes = new Set(normalizeAxes(axis, shape.length, op));
  return [shape.map((d, i) => (axes.has(i) ? 1 : d)), shape.filter((_, i) => !axes.has(i))];
}

/** Σ over the axes (all unless told). Of no elements, 0. */
export function sum(x: TensorLike, {axis = null, keepdim = false}: ReduceOptions = {}): Tensor {
  const t = asTensor(x);
  const [kept, dropped] = reduced(t.shape, axis, "sum");
  const s = sumTo(t, kept);
  return keepdim ? s : reshape(s, dropped);
}

/** The sum over the axes (all unless told), divided by the number of elements in each. Of no elements, NaN. */
export function mean(x: TensorLike, options: ReduceOptions = {}): Tensor {
  const t = asTensor(x);
  const s = sum(t, options);
  return div(s, t.size / s.size);
}

/** The largest element, or NaN if there is one; of no elements, −∞. Tied ones share the gradient equally (PyTorch's `amax`). */
export function max(x: TensorLike, {axis = null, keepdim = false}: ReduceOptions = {}): Tensor {
  const t = asTensor(x);
  const [kept, dropped] = reduced(t.shape, axis, "max");
  const out = allocate(t.dtype, sizeOf(kept)).fill(-Infinity);
  walk(t.shape, broadcastStrides(kept, t.shape), 0, (k, i) => {
    const v = t.data[k];
    if (v > out[i] || Number.isNaN(v)) out[i] = v;
  });
  const m = node("amax", [t], out, kept, t.dtype);
  return keepdim ? m : reshape(m, dropped);
}
