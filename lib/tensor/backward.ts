import {type ColumnAttrs, col2im, im2col} from "./convolution.js";
import {add, cos, cosh, div, exp, log, mul, neg, pow, sigmoid, sign, sin, sinh, sqrt, sub} from "./elementwise.js";
import {matmul} from "./matmul.js";
import type {OpName} from "./op.js";
import {sum} from "./reduce.js";
import {broadcastTo, reshape, scatter, slice, sumTo, take, transpose} from "./shaping.js";
import {type CrossEntropyAttrs, softmax} from "./softmax.js";
import {allocate, Tensor, zeros} from "./tensor.js";

/** Given ∂J/∂output and the node, ∂J/∂parent for each parent; null where nothing flows. */
type Rule = (g: Tensor, node: Tensor) => readonly (Tensor | null)[];

/** A constant made from a tensor's numbers: no gradient flows through it. */
function constant(x: Tensor, f: (v: number, i: number) => number): Tensor {
  const out = allocate(x.dtype, x.size);
  for (let i = 0; i < out.length; ++i) out[i] = f(x.data[i], i);
  return new Tensor(out, x.shape, x.dtype);
}

/** y = f(x): g·f′(x). */
const unary =
  (derivative: (x: Tensor, y: Tensor) => Tensor | number): Rule =>
  (g, y) => [mul(g, derivative(y.parents[0], y))];

/** y = f(a, b), broadcast: each side's part, computed where that side needs it and summed back to its shape. */
const binary =
  (
    da: (g: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor,
    db: (g: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor
  ): Rule =>
  (g, y) => {
    const [a, b] = y.parents;
    return [a.tracked ? sumTo(da(g, a, b, y), a.shape) : null, b.tracked ? sumTo(db(g, a, b, y), b.shape) : null];
  };

/** 1 where `side` won, ½ at a tie, 0 elsewhere: as a constant of the output's shape. */
const won = (side: Tensor, other: Tensor, y: Tensor): Tensor => {
  const s = broadcastTo(side, y.shape).data;
  const o = broadcastTo(other, y.shape).data;
  return constant(y, (v, i) => (s[i] === o[i] ? 0.5 : s[i] === v ? 1 : 0));
};

/**
 * What b·aᵇ⁻¹ takes from the exponent: 1, but 0 where x⁰ has the derivative 0 and 0·0⁻¹ would be NaN. Where b is itself
 * differentiated only a = 0 is such a place: elsewhere ∂²aᵇ/∂a∂b at b = 0 is 1/a.
 */
function oneLess(a: Tensor, b: Tensor, y: Tensor): Tensor {
  if (!b.tracked) return constant(b, (v) => (v === 0 ? 0 : 1));
  const [base, exponent] = [a, b].map((x) => broadcastTo(x, y.shape).data);
  return constant(y, (_, i) => (exponent[i] === 0 && base[i] === 0 ? 0 : 1));
}

const zero: Rule = () => [null];

/** The backward rule of every op, written in the ops themselves, so that gradients have gradients. */
export const backward: {readonly [P in OpName]: Rule} = {
  add: binary(
    (g) => g,
    (g) => g
  ),
  sub: binary(
    (g) => g,
    (g) => neg(g)
  ),
  mul: binary(
    (g, _, b) => mul(g, b),
    (g, a) => mul(g, a)
  ),
  div: binary(
    (g, _, b) => div(g, b),
    (g, _, b, y) => neg(div(mul(g, y), b))
  ),
  maximum: binary(
    (g, a, b, y) => mul(g, won(a, b, y)),
    (g, a, b, y) => mul(g, won(b, a, y))
  ),
  minimum: binary(
    (g, a, b, y) => mul(g, won(a, b, y)),
    (g, a, b, y) => mul(g, won(b, a, y))
  ),
  pow: binary(
    (g, a, b, y) => mul(g, mul(b, pow(a, sub(b, oneLess(a, b, y))))),
    (g, a, _, y) =>
      mul(
        g,
        mul(
          y,
          log(
            add(
              a,
              constant(a, (v) => (v === 0 ? 1 : 0))
            )
          )
        )
      )
  ),
  neg: (g) => [neg(g)],
  exp: unary((_, y) => y),
  log: (g, y) => [div(g, y.parents[0])],
  sqrt: (g, y) => [div(g, mul(y, 2))],
  abs: unary((x) => sign(x)),
  sin: unary((x) => cos(x)),
  cos: unary((x) => neg(sin(x))),
  tan: unary((_, y) => add(1, mul(y, y))),
  asin: unary((x) => div(1, sqrt(sub(1, mul(x, x))))),
  acos: unary((x) => div(-1, sqrt(sub(1, mul(x, x))))),
  atan: unary((x) => div(1, add(1, mul(x, x)))),
  sinh: unary((x) => cosh(x)),
  cosh: unary((x) => sinh(x)),
  tanh: unary((_, y) => sub(1, mul(y, y))),
  sigmoid: unary((_, y) => mul(y, sub(1, y))),
  relu: unary((x) => constant(x, (v) => (v > 0 ? 1 : 0))),
  leakyRelu: (g, y) => [
    mul(
      g,
      constant(y.parents[0], (v) => (v > 0 ? 1 : (y.attrs as number)))
    )
  ],
  softplus: (g, y) => {
    const {beta, threshold} = y.attrs as {beta: number; threshold: number};
    const [x] = y.parents;
    const linear = constant(x, (v) => (beta * v > threshold ? 1 : 0));
    return [mul(g, add(linear, mul(sub(1, linear), sigmoid(mul(x, beta)))))];
  },
  erf: unary((x) => mul(2 / Math.sqrt(Math.PI), exp(neg(mul(x, x))))),
  sign: zero,
  floor: zero,
  identity: (g) => [g],
  reshape: (g, y) => [reshape(g, y.parents[0].shape)],
  transpose: (g, y) => {
    const order = y.attrs as readonly number[];
    return [
      transpose(
        g,
        order.map((_, i) => order.indexOf(i))
      )
    ];
  },
  broadcastTo: (g, y) => [sumTo(g, y.parents[0].shape)],
  sumTo: (g, y) => [broadcastTo(align(g, y.parents[0].rank), y.parents[0].shape)],
  amax: (g, y) => {
    const [x] = y.parents;
    const top = broadcastTo(y, x.shape).data;
    const mask = constant(x, (v, i) => (v === top[i] ? 1 : 0));
    return [mul(broadcastTo(div(g, sumTo(mask, y.shape)), x.shape), mask)];
  },
  take: (g, y) => [scatter(g, y.attrs as Int32Array, y.parents[0].shape)],
  scatter: (g, y) => [take(g, y.attrs as Int32Array, y.parents[0].shape)],
  concat: (g, y) => {
    const at = y.attrs as number;
    let start = 0;
    return y.parents.map((p) => {
      const stop = start + p.shape[at];
      const part = slice(
        g,
        g.shape.map((d, i) => (i === at ? [start, stop] : [0, d]))
      );
      start = stop;
      return part;
    });
  },
  matmul: (g, y) => {
    const [a, b] = y.parents;
    const {transposeA, transposeB} = y.attrs as {transposeA: boolean; transposeB: boolean};
    const da = () =>
      transposeA ? matmul(b, g, {transposeA: transposeB, transposeB: true}) : matmul(g, b, {transposeB: !transposeB});
    const db = () =>
      transposeB ? matmul(g, a, {transposeA: true, transposeB: transposeA}) : matmul(a, g, {transposeA: !transposeA});
    return [a.tracked ? sumTo(da(), a.shape) : null, b.tracked ? sumTo(db(), b.shape) : null];
  },
  softmax: (g, y) => {
    const axis = y.attrs as number;
    return [mul(y, sub(g, sum(mul(g, y), {axis, keepdim: true})))];
  },
  logSoftmax: (g, y) => {
    const axis = y.attrs as number;
    return [sub(g, mul(softmax(y.parents[0], {axis}), sum(g, {axis, keepdim: true})))];
  },
  crossEntropy: (g, y) => {
    const [logits] = y.parents;
    const {labels, scale} = y.attrs as CrossEntropyAttrs;
    const hot = zeros(logits.shape, logits.dtype);
    for (let i = 0; i < labels.length; ++i) hot.data[i * logits.shape[1] + labels[i]] = 1;
    return [mul(sub(softmax(logits), hot), mul(g, scale))];
  },
  im2col: (g, y) => [col2im(g, y.attrs as ColumnAttrs)],
  col2im: (g, y) => [im2col(g, y.attrs as ColumnAttrs)]
};

/** Puts axes of extent 1 in front, so that broadcasting sees the same rank. */
function align(g: Tensor, rank: number): Tensor {
  return g.rank === rank ? g : reshape(g, [...new Array<number>(rank - g.rank).fill(1), ...g.shape]);
}
