import {
  crossEntropy,
  sigmoid,
  softmax,
  softplus,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  valueAndGrad
} from "../../../lib/tensor/index.js";

/** Probabilities, loss and push on each logit for one example. */
export function judge(logits: readonly number[], truth: number) {
  const z = tensor(Float64Array.from(logits), {shape: [1, logits.length]});
  const {value, gradients} = valueAndGrad((x: Tensor) => crossEntropy(x, [truth]))(z);
  return {
    probabilities: Array.from(softmax(z).data),
    loss: value.item(),
    gradient: Array.from(gradients[0].data)
  };
}

/** What two losses say of one logit z whose right answer is "yes": p = σ(z). */
export const losses = {
  /** −ln σ(z), from the logit. */
  crossEntropy: (z: Tensor) => softplus(sub(0, z)),
  /** (1 − σ(z))². */
  squared: (z: Tensor) => square(sub(1, sigmoid(z)))
} as const;

export type LossKind = keyof typeof losses;

/** A loss and its slope at each z, by the autograd. */
export function curveOf(kind: LossKind, zs: readonly number[]): {loss: number[]; slope: number[]} {
  const f = losses[kind];
  const z = tensor(Float64Array.from(zs));
  const {gradients} = valueAndGrad((x: Tensor) => sum(f(x)))(z);
  return {loss: Array.from(f(z).data), slope: Array.from(gradients[0].data)};
}

/** Steps of gradient descent on z alone until p reaches 0.9, from a start; Infinity beyond `most`. */
export function stepsToRight(kind: LossKind, start: number, learningRate: number, most = 1e6): number {
  let z = start;
  const goal = Math.log(0.9 / 0.1);
  // The slopes in closed form; a test holds them to the autograd's.
  const slope = kind === "crossEntropy" ? (p: number) => p - 1 : (p: number) => -2 * (1 - p) * p * (1 - p);
  for (let step = 0; step <= most; ++step) {
    if (z >= goal) return step;
    z -= learningRate * slope(1 / (1 + Math.exp(-z)));
  }
  return Number.POSITIVE_INFINITY;
}

/** Where the reader of the third figure starts, and how fast both descend. */
export const confidentlyWrong = {z: -6, learningRate: 1} as const;
