import type {Optimizer, State} from "../../../lib/optim/rule.js";
import {createRng} from "../../../lib/rng.js";
import {add, mul, square, sub} from "../../../lib/tensor/elementwise.js";
import {valueAndGrad} from "../../../lib/tensor/grad.js";
import {matmul} from "../../../lib/tensor/matmul.js";
import {sum} from "../../../lib/tensor/reduce.js";
import {reshape, slice} from "../../../lib/tensor/shaping.js";
import {type Tensor, tensor} from "../../../lib/tensor/tensor.js";
import type {Rating} from "./ratings.js";

export interface FactorOptions {
  readonly people: number;
  readonly films: number;
  /** Numbers that describe each person and each film. */
  readonly factors?: number;
  /** Weight of the penalty on large numbers. */
  readonly penalty?: number;
  readonly seed?: number;
}

/**
 * Matrix factorisation: stars ≈ μ + bₚ + c_f + uₚ·v_f, fitted to the known ratings by gradient descent on
 *
 * J = (Σ (stars − predicted)² + penalty·(‖b‖² + ‖c‖² + ‖U‖² + ‖V‖²))/n.
 *
 * μ is the mean of the known ratings and is not trained. The parameters lie in one flat array: b, c, U, V.
 * Source: Koren, Bell and Volinsky (2009), eq. 2 to 4.
 */
export function factorisation({people, films, factors = 2, penalty = 0.5, seed = 1}: FactorOptions) {
  const rng = createRng(seed);
  const parts = [people, films, people * factors, films * factors];
  const theta = new Float64Array(parts.reduce((a, b) => a + b));
  const [, , startU] = parts.map((_, i) => parts.slice(0, i).reduce((a, b) => a + b, 0));
  for (let i = startU; i < theta.length; ++i) theta[i] = 0.1 * rng.normal();
  let mu = 3;
  let state: State | undefined;

  function predictFrom(flat: Tensor): {predicted: Tensor; size: Tensor} {
    let offset = 0;
    const part = (n: number, shape: number[]) => {
      offset += n;
      return reshape(slice(flat, [[offset - n, offset]]), shape);
    };
    const b = part(people, [people, 1]);
    const c = part(films, [1, films]);
    const u = part(people * factors, [people, factors]);
    const v = part(films * factors, [films, factors]);
    return {predicted: add(add(add(b, c), mu), matmul(u, v, {transposeB: true})), size: sum(square(flat))};
  }

  return {
    theta,
    /** Predicted stars, [people, films] row-major; not cut to 1 … 5. */
    predict: () => predictFrom(tensor(theta)).predicted.data,
    /** The numbers of each person and each film: [n, factors]. */
    factorsOf: () => ({people: theta.subarray(startU, startU + parts[2]), films: theta.subarray(startU + parts[2])}),
    /** One step on all known ratings at once. Returns J before it. */
    step(known: readonly Rating[], {rule, settings}: Optimizer): number {
      mu = known.reduce((s, r) => s + r.stars, 0) / (known.length || 1) || 3;
      const stars = new Float64Array(people * films);
      const mask = new Float64Array(people * films);
      for (const r of known) {
        stars[r.person * films + r.film] = r.stars;
        mask[r.person * films + r.film] = 1;
      }
      const shape = [people, films];
      const {value, gradients} = valueAndGrad((flat) => {
        const {predicted, size} = predictFrom(flat);
        const error = mul(sub(predicted, tensor(stars, {shape})), tensor(mask, {shape}));
        return mul(add(sum(square(error)), mul(penalty, size)), 1 / Math.max(1, known.length));
      })(tensor(theta.slice()));
      state ??= rule.init(theta.length, settings, theta);
      const delta = rule.update(gradients[0].data, state, settings, theta);
      for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
      return value.item();
    },
    /** Root mean square error on some ratings, in stars. */
    error(ratings: readonly Rating[]): number {
      const predicted = this.predict();
      const total = ratings.reduce((s, r) => s + (predicted[r.person * films + r.film] - r.stars) ** 2, 0);
      return Math.sqrt(total / ratings.length);
    }
  };
}

/** How the ratings of the chapter are learned. */
export const RATINGS_TRAINING = {learningRate: 1, steps: 150} as const;
