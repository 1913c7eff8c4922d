import {
  abs,
  add,
  concat,
  conv2d,
  crossEntropy,
  div,
  exp,
  type Floats,
  type Fn,
  geluErf,
  geluTanh,
  layerNorm,
  leakyRelu,
  log,
  logSoftmax,
  matmul,
  max,
  maximum,
  maxPool2d,
  mean,
  minimum,
  mse,
  mul,
  neg,
  pow,
  relu,
  reshape,
  sigmoid,
  slice,
  softmax,
  softplus,
  sqrt,
  sub,
  sum,
  type Tensor,
  type TensorLike,
  tanh,
  tensor,
  transpose,
  vjp
} from "../../lib/tensor/index.js";
import {composite} from "./tensor-expression.js";

// biome-ignore lint/suspicious/noExplicitAny: attributes are JSON, of another shape for each op
type Attrs = Record<string, any>;

interface Stored {
  readonly shape: number[];
  readonly data: (number | string)[];
}

/** One record of autograd.json: an op at a point, and its gradients against a random cotangent. */
export interface OpRecord {
  readonly name: string;
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: Stored[];
  readonly output: Stored;
  readonly upstream: Stored | null;
  readonly grads: Stored[];
}

const window = (a: Attrs) => ({stride: a.stride, padding: a.padding});
const activations: Record<string, (x: Tensor) => Tensor> = {tanh, relu, sigmoid, gelu_tanh: geluTanh, softplus};

const mlp =
  (a: Attrs): Fn =>
  (x, w1, b1, w2, b2, target) => {
    const hidden = activations[a.activation](add(matmul(x, w1), b1));
    const out = add(matmul(hidden, w2), b2);
    return a.loss === "mse_loss" ? mse(out, target) : crossEntropy(out, a.labels);
  };

/** Each op of the golden file as a function of its inputs. */
const ops: Readonly<Record<string, (a: Attrs) => Fn>> = {
  add: () => add,
  sub: () => sub,
  mul: () => mul,
  div: () => div,
  maximum: () => maximum,
  minimum: () => minimum,
  pow: () => pow,
  pow_scalar: (a) => (x) => pow(x, a.exponent),
  neg: () => neg,
  exp: () => exp,
  log: () => log,
  sqrt: () => sqrt,
  tanh: () => tanh,
  sigmoid: () => sigmoid,
  relu: () => relu,
  abs: () => abs,
  gelu_tanh: () => geluTanh,
  gelu_erf: () => geluErf,
  leaky_relu: (a) => (x) => leakyRelu(x, {slope: a.negative_slope}),
  softplus: (a) => (x) => softplus(x, {beta: a.beta, threshold: a.threshold}),
  sum: (a) => (x) => sum(x, a),
  mean: (a) => (x) => mean(x, a),
  max: (a) => (x) => max(x, a),
  matmul: () => (x, y) => matmul(x, y),
  transpose: (a) => (x) => transpose(x, a.axes),
  reshape: (a) => (x) => reshape(x, a.shape),
  slice: (a) => (x) => slice(x, a.ranges),
  concat:
    (a) =>
    (...xs) =>
      concat(xs, {axis: a.axis}),
  softmax: (a) => (x) => softmax(x, a),
  log_softmax: (a) => (x) => logSoftmax(x, a),
  cross_entropy: (a) => (x) => crossEntropy(x, a.labels, {reduction: a.reduction}),
  mse_loss: (a) => (x, y) => mse(x, y, {reduction: a.reduction}),
  mlp,
  conv2d: (a) => (x, w, bias) => conv2d(x, w, {bias, ...window(a)}),
  max_pool2d: (a) => (x) => maxPool2d(x, {kernel: a.kernel, ...window(a)}),
  layer_norm: (a) => (x, weight, bias) =>
    layerNorm(x, {normalizedShape: a.normalized_shape, weight, bias, epsilon: a.eps}),
  composite: (a) => composite(a.expr, applyOp)
};

const load = ({shape, data}: Stored): Tensor => tensor(Float64Array.from(data, Number), {shape});

function applyOp(name: string, args: readonly TensorLike[], attrs: Attrs): Tensor {
  if (!Object.hasOwn(ops, name))
    throw new Error(`golden: unknown op: ${name}; expected one of ${Object.keys(ops).join(", ")}`);
  return ops[name](attrs)(...(args as Tensor[]));
}

/** Runs a record through the library. Throws for an op or expression that is not known. */
export function compute(record: OpRecord): {value: Floats; gradients: Floats[]} {
  const {value, pull} = vjp((...xs) => applyOp(record.op, xs, record.attrs), ...record.inputs.map(load));
  const gradients = pull(record.upstream ? load(record.upstream) : tensor(1, {shape: value.shape}));
  return {value: value.data, gradients: gradients.map((g) => g.data)};
}

/** The largest error of a record's output and of its gradients. */
export function opError(record: OpRecord): number {
  const {value, gradients} = compute(record);
  return Math.max(worst(value, record.output.data), ...record.grads.map((g, i) => worst(gradients[i], g.data)));
}

/** max |a − b| / max(1, |b|), the error measure of the golden files; NaN and ±∞ must agree exactly. */
export function worst(a: ArrayLike<number>, b: ArrayLike<number | string>): number {
  if (a.length !== b.length) return Infinity;
  let error = 0;
  for (let i = 0; i < a.length; ++i) {
    const want = Number(b[i]);
    if (Object.is(a[i], want) || a[i] === want) continue;
    const e = Math.abs(a[i] - want) / Math.max(1, Math.abs(want));
    error = Number.isNaN(e) ? Infinity : Math.max(error, e);
  }
  return error;
}
