import {createRng} from "../../../lib/rng.js";

/** The gradients of many random batches of one size, and how far they scatter. */
export interface Cloud {
  /** One batch gradient a point. */
  readonly points: readonly (readonly [number, number])[];
  /** The gradient over all examples. */
  readonly mean: readonly [number, number];
  /** Root mean square distance of the points from the mean. */
  readonly measured: number;
  /** What theory says of it: σ/√B·√((N − B)/(N − 1)). */
  readonly predicted: number;
}

export interface PerExample {
  readonly w: ArrayLike<number>;
  readonly b: ArrayLike<number>;
}

/** The scatter of a batch gradient: σ/√B, times √((N − B)/(N − 1)) because a batch holds no example twice. */
export function predictedNoise(sigma: number, batchSize: number, count: number): number {
  return (sigma / Math.sqrt(batchSize)) * Math.sqrt((count - batchSize) / (count - 1));
}

/** Root mean square distance of the examples' gradients from their mean. */
export function spread({w, b}: PerExample): {mean: [number, number]; sigma: number} {
  const n = w.length;
  const mean: [number, number] = [0, 0];
  for (let i = 0; i < n; ++i) {
    mean[0] += w[i] / n;
    mean[1] += b[i] / n;
  }
  let squares = 0;
  for (let i = 0; i < n; ++i) squares += (w[i] - mean[0]) ** 2 + (b[i] - mean[1]) ** 2;
  return {mean, sigma: Math.sqrt(squares / n)};
}

/** Draws `draws` batches without replacement, and gives their gradients. */
export function gradientCloud(
  gradients: PerExample,
  {batchSize, draws = 240, seed = 1}: {batchSize: number; draws?: number; seed?: number}
): Cloud {
  const n = gradients.w.length;
  const rng = createRng(seed);
  const order = new Uint32Array(n);
  const {mean, sigma} = spread(gradients);
  const points: [number, number][] = [];
  let squares = 0;
  for (let k = 0; k < draws; ++k) {
    rng.permutation(n, order);
    let [w, b] = [0, 0];
    for (let i = 0; i < batchSize; ++i) {
      w += gradients.w[order[i]] / batchSize;
      b += gradients.b[order[i]] / batchSize;
    }
    squares += (w - mean[0]) ** 2 + (b - mean[1]) ** 2;
    points.push([w, b]);
  }
  return {points, mean, measured: Math.sqrt(squares / draws), predicted: predictedNoise(sigma, batchSize, n)};
}
