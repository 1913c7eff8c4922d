import type {OpName} from "./op.js";
import {type Shape, sameShape, showShape, sizeOf} from "./shape.js";

export type DType = "float64" | "float32";
export type Floats = Float64Array | Float32Array;
/** Numbers, nested to any depth. */
export type Nested = number | readonly Nested[];
/** What an op accepts: a tensor, or a number that takes the other operand's precision. */
export type TensorLike = Tensor | number;

/** A fresh array of zeros of the given precision. */
export function allocate(dtype: DType, n: number): Floats {
  return dtype === "float64" ? new Float64Array(n) : new Float32Array(n);
}

let nextId = 0;

/**
 * A row-major array of numbers, and how it was made.
 *
 * A tensor is never changed once made. `op`, `parents` and `attrs` are the graph: they are kept only where a gradient
 * is wanted (`tracked`), so that everything else can be collected at once.
 */
export class Tensor {
  /** Grows with every tensor made: a child's id is larger than its parents'. */
  readonly id = nextId++;
  constructor(
    readonly data: Floats,
    readonly shape: Shape,
    readonly dtype: DType,
    readonly op: OpName | "leaf" = "leaf",
    readonly parents: readonly Tensor[] = [],
    readonly attrs: unknown = undefined,
    /** Whether a gradient flows through this tensor. */
    readonly tracked: boolean = false,
    public label?: string
  ) {}

  get size(): number {
    return this.data.length;
  }

  get rank(): number {
    return this.shape.length;
  }

  /** The number in a tensor of one element. Throws for any other size. */
  item(): number {
    if (this.data.length !== 1) throw new Error(`item: invalid shape: ${showShape(this.shape)}; expected one element`);
    return this.data[0];
  }

  /** Nested arrays of plain numbers. */
  toArray(): Nested {
    const nest = (axis: number, offset: number, stride: number): Nested => {
      if (axis === this.shape.length) return this.data[offset];
      const step = stride / this.shape[axis];
      return Array.from({length: this.shape[axis]}, (_, i) => nest(axis + 1, offset + i * step, step));
    };
    return nest(0, 0, this.data.length);
  }

  /** Names the tensor in a drawn graph. */
  named(label: string): this {
    this.label = label;
    return this;
  }
}

export interface TensorOptions {
  shape?: Shape;
  /** Float64, unless the values are a Float32Array. */
  dtype?: DType;
  label?: string;
}

/**
 * A tensor of the given numbers: one number, nested arrays, or a typed array with a `shape`.
 * A typed array of the right precision is used as it is, not copied.
 */
export function tensor(values: Nested | Floats, {shape, dtype, label}: TensorOptions = {}): Tensor {
  const typed = values instanceof Float64Array || values instanceof Float32Array;
  dtype ??= values instanceof Float32Array ? "float32" : "float64";
  const found: Shape = typed ? [values.length] : shapeOf(values);
  const want = shape ?? found;
  if (sizeOf(want) !== sizeOf(found))
    throw new Error(
      `tensor: mismatched size: ${sizeOf(found)} values; expected ${sizeOf(want)} for ${showShape(want)}`
    );
  const matches = typed && (values instanceof Float32Array ? "float32" : "float64") === dtype;
  let data: Floats;
  if (matches) data = values;
  else {
    data = allocate(dtype, sizeOf(want));
    if (typed) data.set(values);
    else flatten(values, found, 0, data, {at: 0});
  }
  return new Tensor(data, want, dtype, "leaf", [], undefined, false, label);
}

function shapeOf(values: Nested): Shape {
  const shape: number[] = [];
  for (let v: Nested = values; typeof v !== "number"; v = v[0]) {
    if (typeof v !== "object" || v === null)
      throw new Error(`tensor: invalid value: ${String(v)}; expected numbers, or arrays of them`);
    shape.push(v.length);
    if (v.length === 0) break;
  }
  return shape;
}

function flatten(values: Nested, shape: Shape, axis: number, out: Floats, cursor: {at: number}): void {
  if (typeof values === "number") {
    if (axis !== shape.length)
      throw new Error(`tensor: mismatched nesting: a number at depth ${axis}; expected ${showShape(shape)}`);
    out[cursor.at++] = values;
    return;
  }
  if (axis >= shape.length || values?.length !== shape[axis])
    throw new Error(
      `tensor: mismatched nesting: ${values?.length ?? "no"} entries at depth ${axis}; expected ${showShape(shape)}`
    );
  for (const v of values) flatten(v, shape, axis + 1, out, cursor);
}

/** A tensor of one number, repeated. */
export function full(shape: Shape, value: number, dtype: DType = "float64"): Tensor {
  return new Tensor(allocate(dtype, sizeOf(shape)).fill(value), shape, dtype);
}

export function zeros(shape: Shape, dtype: DType = "float64"): Tensor {
  return full(shape, 0, dtype);
}

export function ones(shape: Shape, dtype: DType = "float64"): Tensor {
  return full(shape, 1, dtype);
}

/** Whether two tensors have the same shape and equal numbers: 0 is −0, and NaN is not even itself. */
export function equal(a: Tensor, b: Tensor): boolean {
  return sameShape(a.shape, b.shape) && a.data.every((v, i) => v === b.data[i]);
}
