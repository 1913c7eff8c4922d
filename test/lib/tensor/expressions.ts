import fc from "fast-check";
import {
  abs,
  add,
  atan,
  broadcastTo,
  concat,
  cos,
  cosh,
  crossEntropy,
  div,
  erf,
  exp,
  geluErf,
  geluTanh,
  layerNorm,
  log,
  logSoftmax,
  matmul,
  mean,
  mse,
  mul,
  neg,
  pow,
  reshape,
  sigmoid,
  sin,
  sinh,
  slice,
  softmax,
  softplus,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tanh,
  tensor,
  transpose
} from "../../../lib/tensor/index.js";

type Step = (a: Tensor, b: Tensor) => Tensor;

const [rows, columns] = [2, 3];
/** Any shape back to [2, 3], so that every step fits every other. */
const full = (x: Tensor) => broadcastTo(x, [rows, columns]);
const positive = (x: Tensor) => add(square(x), 0.5);

/** Smooth steps from [2, 3] to [2, 3], none of which leaves its domain. */
const steps: Record<string, Step> = {
  add,
  sub,
  mul,
  div: (a, b) => div(a, positive(b)),
  pow: (a, b) => pow(positive(a), tanh(b)),
  "pow of a number": (a) => pow(positive(a), 1.5),
  neg,
  exp: (a) => exp(tanh(a)),
  log: (a) => log(positive(a)),
  sqrt: (a) => sqrt(positive(a)),
  abs: (a) => abs(positive(a)),
  sin,
  cos,
  atan,
  sinh: (a) => sinh(tanh(a)),
  cosh: (a) => cosh(tanh(a)),
  tanh,
  sigmoid,
  softplus: (a) => softplus(a),
  erf,
  geluErf,
  geluTanh,
  softmax: (a) => softmax(a),
  "softmax over rows": (a) => softmax(a, {axis: 0}),
  logSoftmax: (a) => logSoftmax(a),
  layerNorm: (a, b) => layerNorm(a, {normalizedShape: [columns], weight: slice(b, [[0, 1]]), epsilon: 0.1}),
  "matmul with both transposed": (a, b) => matmul(matmul(a, b, {transposeB: true}), b),
  "matmul with a transpose": (a, b) => matmul(a, matmul(transpose(b), a)),
  "batched matmul": (a, b) =>
    reshape(slice(matmul(stack([a, b]), matmul(b, a, {transposeA: true})), [[1, 2]]), [rows, columns]),
  "vector by matrix": (a, b) => full(matmul(reshape(slice(a, [[0, 1]]), [columns]), matmul(a, b, {transposeA: true}))),
  "sum over rows": (a, b) => sub(full(sum(a, {axis: 0})), b),
  "mean over columns": (a) => full(mean(a, {axis: 1, keepdim: true})),
  "sum of all": (a) => full(sum(a)),
  transpose: (a) => reshape(transpose(a), [rows, columns]),
  slice: (a, b) =>
    add(
      slice(a, [
        [0, 2],
        [0, 1]
      ]),
      slice(b, [[1, 2]])
    ),
  concat: (a, b) => concat([slice(a, [[1, 2]]), slice(b, [[0, 1]])]),
  "concat of columns": (a, b) =>
    concat(
      [
        slice(a, [
          [0, 2],
          [0, 3, 2]
        ]),
        slice(b, [
          [0, 2],
          [1, 2]
        ])
      ],
      {axis: 1}
    ),
  crossEntropy: (a) => full(crossEntropy(a, [2, 0])),
  mse: (a, b) => full(mse(a, b))
};

/** A random function of two [2, 3] tensors: a graph whose steps use any earlier results, some of them often. */
export interface Expression {
  readonly names: string[];
  /** The last result, [2, 3]. */
  readonly f: (x: Tensor, y: Tensor) => Tensor;
}

export const expressions: fc.Arbitrary<Expression> = fc
  .array(fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(20), fc.nat(20)), {minLength: 1, maxLength: 12})
  .map((program) => ({
    names: program.map(([name, a, b]) => `${name}(${a}, ${b})`),
    f(x, y) {
      const results = [x, y];
      for (const [name, a, b] of program) {
        const [p, q] = [results[a % results.length], results[b % results.length]];
        // tanh keeps the numbers of long chains within reach of central differences.
        results.push(tanh(steps[name](p, q)));
      }
      return results[results.length - 1];
    }
  }));

/** Every step by name, for tests of each alone. */
export const everyStep = Object.entries(steps);

/** Tensors of [2, 3] whose numbers are neither large nor tiny. */
export const inputs: fc.Arbitrary<Tensor> = fc
  .array(fc.integer({min: -1500, max: 1500}), {minLength: rows * columns, maxLength: rows * columns})
  .map((v) =>
    tensor(
      Float64Array.from(v, (n) => n / 1000),
      {shape: [rows, columns]}
    )
  );
