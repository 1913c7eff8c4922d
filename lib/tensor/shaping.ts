import {spread} from "./elementwise.js";
import {asTensor, node} from "./op.js";
import {
  broadcastShapes,
  broadcastStrides,
  normalizeAxes,
  type Shape,
  sameShape,
  showShape,
  sizeOf,
  stridesOf,
  walk
} from "./shape.js";
import {allocate, type Tensor, type TensorLike} from "./tensor.js";

/** The same numbers in another shape. One extent may be −1: it is worked out. */
export function reshape(x: TensorLike, shape: Shape): Tensor {
  const t = asTensor(x);
  const known = shape.reduce((n, d) => (d === -1 ? n : n * d), 1);
  const to = shape.map((d) => (d === -1 ? t.size / known : d));
  if (sizeOf(to) !== t.size || to.some((d) => !Number.isInteger(d) || d < 0))
    throw new Error(
      `reshape: mismatched sizes: ${showShape(t.shape)} and ${showShape(shape)}; expected the same number of elements`
    );
  return node("reshape", [t], t.data, to, t.dtype);
}

/** Axes in another order: output axis i is input axis `axes[i]`. Without `axes`, reversed. */
export function transpose(x: TensorLike, axes?: readonly number[]): Tensor {
  const t = asTensor(x);
  const order = axes ?? t.shape.map((_, i) => t.rank - 1 - i);
  if (order.length !== t.rank || new Set(order).size !== t.rank || order.some((a) => !(a in t.shape)))
    throw new Error(
      `transpose: invalid axes: ${showShape(order)}; expected a permutation of the ${t.rank} axes of ${showShape(t.shape)}`
    );
  const strides = stridesOf(t.shape);
  const shape = order.map((a) => t.shape[a]);
  const out = allocate(t.dtype, t.size);
  walk(
    shape,
    order.map((a) => strides[a]),
    0,
    (k, i) => {
      out[k] = t.data[i];
    }
  );
  return node("transpose", [t], out, shape, t.dtype, order);
}

/** Repeats x to fill `shape`. */
export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  const t = asTensor(x);
  if (sameShape(t.shape, shape)) return t;
  if (!sameShape(broadcastShapes(t.shape, shape, "broadcastTo"), shape))
    throw new Error(
      `broadcastTo: mismatched shapes: ${showShape(t.shape)} and ${showShape(shape)}; expected the second to repeat the first`
    );
  return node("broadcastTo", [t], spread(t, shape), shape, t.dtype);
}

/** Sums x over the axes along which `shape` was broadcast to x's shape: the adjoint of `broadcastTo`. */
export function sumTo(x: TensorLike, shape: Shape): Tensor {
  const t = asTensor(x);
  if (sameShape(t.shape, shape)) return t;
  const out = allocate(t.dtype, sizeOf(shape));
  if (out.length === 1) {
    let s = 0;
    for (let i = 0; i < t.size; ++i) s += t.data[i];
    out[0] = s;
  } else {
    walk(t.shape, broadcastStrides(shape, t.shape), 0, (k, i) => {
      out[i] += t.data[k];
    });
  }
  return node("sumTo", [t], out, shape, t.dtype);
}

/** Elements of the flat x at `indices`, in `shape`. */
export function take(x: TensorLike, indices: Int32Array, shape: Shape): Tensor {
  const t = asTensor(x);
  const out = allocate(t.dtype, indices.length);
  for (let k = 0; k < out.length; ++k) out[k] = t.data[indices[k]];
  return node("take", [t], out, shape, t.dtype, indices);
}

/** Adds the elements of x to zeros of `shape` at `indices`: the adjoint of `take`. */
export function scatter(x: TensorLike, indices: Int32Array, shape: Shape): Tensor {
  const t = asTensor(x);
  const out = allocate(t.dtype, sizeOf(shape));
  for (let k = 0; k < indices.length; ++k) out[indices[k]] += t.data[k];
  return node("scatter", [t], out, shape, t.dtype, indices);
}

/** A part of x: for each axis [start, stop, step] in whole numbers, as in NumPy; missing axes are whole. step ≥ 1. */
export function slice(x: TensorLike, ranges: readonly (readonly [number, number, number?])[]): Tensor {
  const t = asTensor(x);
  const strides = stridesOf(t.shape);
  const shape: number[] = [];
  const steps: number[] = [];
  let offset = 0;
  if (ranges.length > t.rank)
    throw new Error(`slice: mismatched ranges: ${ranges.length}; expected at most ${t.rank} for ${showShape(t.shape)}`);
  t.shape.forEach((extent, axis) => {
    const [start, stop, step = 1] = ranges[axis] ?? [0, extent, 1];
    if (!Number.isInteger(step) || step < 1)
      throw new Error(`slice: invalid step: ${step}; expected a positive integer`);
    if (!isPlace(start) || !isPlace(stop))
      throw new Error(`slice: invalid range: ${start} to ${stop} of axis ${axis}; expected whole numbers`);
    const clamp = (v: number) => Math.min(extent, Math.max(0, v < 0 ? v + extent : v));
    const [from, to] = [clamp(start), clamp(stop)];
    shape.push(Math.max(0, Math.ceil((to - from) / step)));
    steps.push(strides[axis] * step);
    offset += from * strides[axis];
  });
  const indices = new Int32Array(sizeOf(shape));
  walk(shape, steps, offset, (k, i) => {
    indices[k] = i;
  });
  return take(t, indices, shape);
}

/** A place along an axis, from its end where negative; ±∞ stand for its ends. */
const isPlace = (v: number): boolean => Number.isInteger(v) || Math.abs(v) === Infinity;

/** Tensors joined along an axis. float32 with float64 gives float64. */
export function concat(xs: readonly Tensor[], {axis = 0}: {axis?: number} = {}): Tensor {
  if (xs.length === 0) throw new Error("concat: missing tensors; expected at least one");
  const [first] = xs;
  const [at] = normalizeAxes(axis, first.rank, "concat");
  for (const x of xs)
    if (x.rank !== first.rank || x.shape.some((d, i) => i !== at && d !== first.shape[i]))
      throw new Error(
        `concat: mismatched shapes: ${showShape(first.shape)} and ${showShape(x.shape)}; expected the same but for axis ${at}`
      );
  const extents = xs.map((x) => x.shape[at]);
  const shape = first.shape.map((d, i) => (i === at ? extents.reduce((a, b) => a + b) : d));
  const inner = sizeOf(shape.slice(at + 1));
  const outer = sizeOf(shape.slice(0, at));
  const dtype = xs.every((x) => x.dtype === "float32") ? "float32" : "float64";
  const out = allocate(dtype, sizeOf(shape));
  const row = shape[at] * inner;
  for (let j = 0, start = 0; j < xs.length; start += extents[j++] * inner) {
    const n = extents[j] * inner;
    for (let o = 0; o < outer; ++o) out.set(xs[j].data.subarray(o * n, (o + 1) * n), o * row + start);
  }
  return node("concat", xs, out, shape, dtype, at);
}

/** Scalars or equal shapes side by side along a new first axis. */
export function stack(xs: readonly Tensor[]): Tensor {
  return concat(xs.map((x) => reshape(x, [1, ...x.shape])));
}
