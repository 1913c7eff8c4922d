import type {Shape} from "./shape.js";
import {type DType, type Floats, Tensor, type TensorLike} from "./tensor.js";

/** Every primitive op. Its backward rule stands in `backward.ts`; a missing one does not compile. */
export type OpName =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "maximum"
  | "minimum"
  | "pow"
  | "neg"
  | "exp"
  | "log"
  | "sqrt"
  | "abs"
  | "sin"
  | "cos"
  | "tan"
  | "asin"
  | "acos"
  | "atan"
  | "sinh"
  | "cosh"
  | "tanh"
  | "sigmoid"
  | "relu"
  | "leakyRelu"
  | "softplus"
  | "erf"
  | "sign"
  | "floor"
  | "reshape"
  | "transpose"
  | "broadcastTo"
  | "sumTo"
  | "amax"
  | "take"
  | "scatter"
  | "concat"
  | "matmul"
  | "softmax"
  | "logSoftmax"
  | "crossEntropy"
  | "im2col"
  | "col2im"
  | "identity";

interface Mode {
  recording: boolean;
  checkFinite: boolean;
}

const mode: Mode = {recording: true, checkFinite: false};

/** Runs `f` without keeping the graph: for the plain backward sweep, and for evaluation. */
export function withoutRecording<T>(f: () => T): T {
  return within("recording", false, f);
}

/** Runs `f` with the graph kept, also inside `withoutRecording`. */
export function withRecording<T>(f: () => T): T {
  return within("recording", true, f);
}

/**
 * Runs `f`, and throws at the first op whose result has NaN or ±∞ in it. The message names the op, and label (or op) and
 * shape of each of its inputs.
 */
export function withFiniteCheck<T>(f: () => T): T {
  return within("checkFinite", true, f);
}

function within<T>(key: keyof Mode, value: boolean, f: () => T): T {
  const before = mode[key];
  mode[key] = value;
  try {
    return f();
  } finally {
    mode[key] = before;
  }
}

/** Makes the tensor that an op returns, and links it to its parents where a gradient flows. */
export function node(
  op: OpName,
  parents: readonly Tensor[],
  data: Floats,
  shape: Shape,
  dtype: DType,
  attrs?: unknown
): Tensor {
  if (mode.checkFinite) checkFinite(op, parents, data);
  const tracked = mode.recording && parents.some((p) => p.tracked);
  return tracked ? new Tensor(data, shape, dtype, op, parents, attrs, true) : new Tensor(data, shape, dtype);
}

function checkFinite(op: OpName, parents: readonly Tensor[], data: Floats): void {
  const bad = data.findIndex((v) => !Number.isFinite(v));
  if (bad < 0) return;
  const shapes = parents.map((p) => `${p.label ?? p.op}[${p.shape.join(", ")}]`).join(", ");
  throw new Error(`${op}: invalid result: ${data[bad]} at element ${bad}; expected finite numbers from ${shapes}`);
}

/** A number becomes a scalar of the given precision. */
export function asTensor(x: TensorLike, dtype: DType = "float64"): Tensor {
  if (x instanceof Tensor) return x;
  if (typeof x !== "number") throw new Error(`tensor: invalid operand: ${String(x)}; expected a tensor or a number`);
  return new Tensor(dtype === "float64" ? Float64Array.of(x) : Float32Array.of(x), [], dtype);
}

/** Both operands as tensors of one precision; float32 with float64 gives float64. */
export function asPair(a: TensorLike, b: TensorLike): [Tensor, Tensor, DType] {
  const da = a instanceof Tensor ? a.dtype : undefined;
  const db = b instanceof Tensor ? b.dtype : undefined;
  const dtype: DType = da === "float64" || db === "float64" || (!da && !db) ? "float64" : "float32";
  return [asTensor(a, dtype), asTensor(b, dtype), dtype];
}
