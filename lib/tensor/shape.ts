export type Shape = readonly number[];

/** Number of elements: the product of the extents; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let n = 1;
  for (const d of shape) n *= d;
  return n;
}

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  for (let i = shape.length - 1, s = 1; i >= 0; --i) {
    strides[i] = s;
    s *= shape[i];
  }
  return strides;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}

/** "[2, 3]", for messages. */
export function showShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/**
 * The shape that two shapes broadcast to, by NumPy's rule: aligned at the last axis, extents equal or 1.
 * Throws when they do not fit; the message names the op and both shapes, or the ones in `named` that they are parts of.
 */
export function broadcastShapes(a: Shape, b: Shape, op: string, named: readonly [Shape, Shape] = [a, b]): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 1; i <= rank; ++i) {
    const da = a[a.length - i] ?? 1;
    const db = b[b.length - i] ?? 1;
    if (da !== db && da !== 1 && db !== 1)
      throw new Error(
        `${op}: mismatched shapes: ${named.map(showShape).join(" and ")}; expected shapes that broadcast`
      );
    out[rank - i] = da === 1 ? db : da;
  }
  return out;
}

/** Strides with which an array of shape `from` is read as shape `to`: 0 along axes that are repeated. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  const pad = to.length - from.length;
  return to.map((_, i) => (i < pad || from[i - pad] === 1 ? 0 : strides[i - pad]));
}

/** Axes as non-negative, sorted numbers; null means all. Throws for an axis that is not there. */
export function normalizeAxes(axis: number | readonly number[] | null | undefined, rank: number, op: string): number[] {
  if (axis == null) return Array.from({length: rank}, (_, i) => i);
  const axes = (typeof axis === "number" ? [axis] : [...axis]).map((a) => {
    const b = a < 0 ? a + rank : a;
    if (!Number.isInteger(b) || b < 0 || b >= rank)
      throw new Error(
        `${op}: invalid axis: ${a}; expected ${rank ? `an integer from ${-rank} to ${rank - 1}` : "none, since a single number has no axes"}`
      );
    return b;
  });
  return [...new Set(axes)].sort((a, b) => a - b);
}

/**
 * Calls `visit(k, i)` for each element k of `shape`, in row-major order, where i is its place under other `strides`.
 */
export function walk(shape: Shape, strides: readonly number[], offset: number, visit: (k: number, i: number) => void) {
  const n = sizeOf(shape);
  const rank = shape.length;
  const index = new Int32Array(rank);
  let i = offset;
  for (let k = 0; k < n; ++k) {
    visit(k, i);
    for (let d = rank - 1; d >= 0; --d) {
      i += strides[d];
      if (++index[d] < shape[d]) break;
      i -= strides[d] * shape[d];
      index[d] = 0;
    }
  }
}
