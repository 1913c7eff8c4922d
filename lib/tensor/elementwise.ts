import {erf as erfOf} from "../kernels/plain/erf.js";
import {asPair, asTensor, node, type OpName} from "./op.js";
import {broadcastShapes, broadcastStrides, sameShape, walk} from "./shape.js";
import {allocate, type Floats, type Tensor, type TensorLike} from "./tensor.js";

type Unary = (x: number) => number;
type Binary = (a: number, b: number) => number;

function unary(op: OpName, f: Unary, x: TensorLike, attrs?: unknown): Tensor {
  const t = asTensor(x);
  const out = allocate(t.dtype, t.size);
  for (let i = 0; i < out.length; ++i) out[i] = f(t.data[i]);
  return node(op, [t], out, t.shape, t.dtype, attrs);
}

function binary(op: OpName, f: Binary, a: TensorLike, b: TensorLike): Tensor {
  const [x, y, dtype] = asPair(a, b);
  const shape = broadcastShapes(x.shape, y.shape, op);
  const sameX = sameShape(x.shape, shape);
  const sameY = sameShape(y.shape, shape);
  const p = x.data;
  const q = y.data;
  let out: Floats;
  if (sameX && sameY) {
    out = allocate(dtype, p.length);
    for (let i = 0; i < out.length; ++i) out[i] = f(p[i], q[i]);
  } else if (sameX && q.length === 1) {
    out = allocate(dtype, p.length);
    for (let i = 0, s = q[0]; i < out.length; ++i) out[i] = f(p[i], s);
  } else if (sameY && p.length === 1) {
    out = allocate(dtype, q.length);
    for (let i = 0, s = p[0]; i < out.length; ++i) out[i] = f(s, q[i]);
  } else {
    const [u, v] = [spread(x, shape), spread(y, shape)];
    out = allocate(dtype, u.length);
    for (let i = 0; i < out.length; ++i) out[i] = f(u[i], v[i]);
  }
  return node(op, [x, y], out, shape, dtype);
}

/** The numbers of x, repeated to fill `shape`. */
export function spread(x: Tensor, shape: readonly number[]): Floats {
  if (sameShape(x.shape, shape)) return x.data;
  const out = allocate(
    x.dtype,
    shape.reduce((n, d) => n * d, 1)
  );
  walk(shape, broadcastStrides(x.shape, shape), 0, (k, i) => {
    out[k] = x.data[i];
  });
  return out;
}

// Arithmetic, broadcast as in NumPy.
export const add = (a: TensorLike, b: TensorLike) => binary("add", (x, y) => x + y, a, b);
export const sub = (a: TensorLike, b: TensorLike) => binary("sub", (x, y) => x - y, a, b);
export const mul = (a: TensorLike, b: TensorLike) => binary("mul", (x, y) => x * y, a, b);
export const div = (a: TensorLike, b: TensorLike) => binary("div", (x, y) => x / y, a, b);
/** The larger of the two; at a tie each side gets half of the gradient. */
export const maximum = (a: TensorLike, b: TensorLike) => binary("maximum", Math.max, a, b);
/** The smaller of the two; at a tie each side gets half of the gradient. */
export const minimum = (a: TensorLike, b: TensorLike) => binary("minimum", Math.min, a, b);
/** aᵇ. x⁰ has gradient 0, also at 0. */
export const pow = (a: TensorLike, b: TensorLike) => binary("pow", (x, y) => x ** y, a, b);

export const neg = (x: TensorLike) => unary("neg", (v) => -v, x);
export const exp = (x: TensorLike) => unary("exp", Math.exp, x);
/** Natural logarithm. */
export const log = (x: TensorLike) => unary("log", Math.log, x);
export const sqrt = (x: TensorLike) => unary("sqrt", Math.sqrt, x);
/** |x|, with gradient 0 at 0. */
export const abs = (x: TensorLike) => unary("abs", Math.abs, x);
export const sin = (x: TensorLike) => unary("sin", Math.sin, x);
export const cos = (x: TensorLike) => unary("cos", Math.cos, x);
export const tan = (x: TensorLike) => unary("tan", Math.tan, x);
export const asin = (x: TensorLike) => unary("asin", Math.asin, x);
export const acos = (x: TensorLike) => unary("acos", Math.acos, x);
export const atan = (x: TensorLike) => unary("atan", Math.atan, x);
export const sinh = (x: TensorLike) => unary("sinh", Math.sinh, x);
export const cosh = (x: TensorLike) => unary("cosh", Math.cosh, x);
export const tanh = (x: TensorLike) => unary("tanh", Math.tanh, x);
/** 1/(1 + e⁻ˣ), without overflow. */
export const sigmoid = (x: TensorLike) =>
  unary("sigmoid", (v) => (v >= 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v))), x);
/** max(0, x), with gradient 0 at 0. NaN stays NaN. */
export const relu = (x: TensorLike) => unary("relu", (v) => (v > 0 || Number.isNaN(v) ? v : 0), x);
/** x where x > 0, slope·x elsewhere (and the slope is the gradient at 0). */
export const leakyRelu = (x: TensorLike, {slope = 0.01}: {slope?: number} = {}) =>
  unary("leakyRelu", (v) => (v > 0 ? v : slope * v), x, slope);
/** log(1 + e^βx)/β; exactly x, with gradient 1, where βx > threshold (PyTorch's rule). */
export const softplus = (x: TensorLike, {beta = 1, threshold = 20}: {beta?: number; threshold?: number} = {}) =>
  unary("softplus", (v) => (beta * v > threshold ? v : Math.log1p(Math.exp(beta * v)) / beta), x, {beta, threshold});
/** −1, 0 or 1; its gradient is 0. */
export const sign = (x: TensorLike) => unary("sign", Math.sign, x);
/** Largest integer below; its gradient is 0. */
export const floor = (x: TensorLike) => unary("floor", Math.floor, x);
/** The error function, to 1 ulp or so. */
export const erf = (x: TensorLike) => unary("erf", erfOf, x);
/** x itself, as a node of its own. */
export const identity = (x: TensorLike) => unary("identity", (v) => v, x);

/** x·Φ(x), Φ the normal distribution function: the exact GELU (Hendrycks and Gimpel, 2016). */
export const geluErf = (x: TensorLike) => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
/** ½x(1 + tanh(√(2/π)(x + 0.044715x³))): the usual approximation of GELU. */
export const geluTanh = (x: TensorLike) =>
  mul(mul(x, 0.5), add(tanh(mul(Math.sqrt(2 / Math.PI), add(x, mul(0.044715, mul(x, mul(x, x)))))), 1));
export const square = (x: TensorLike) => mul(x, x);
