import {createRng} from "../../rng.js";
import type {Floats} from "../../tensor/tensor.js";

/** Gradients of mini-batches of one size, against the mean of them all. */
export interface BatchNoise {
  readonly batchSize: number;
  /** Each gradient, projected on the plane's two directions. */
  readonly cloud: readonly (readonly [number, number])[];
  /** Mean of ‖g_B − ḡ‖² over the batches: the trace of the covariance, which falls as 1/B. */
  readonly spread: number;
  /** ‖ḡ‖. */
  readonly meanNorm: number;
}

/**
 * Draws `draws` mini-batches of each size at one point and measures how their gradients scatter. Yields after each
 * gradient. Batches are drawn without repetition within a batch, as an epoch does it.
 */
export function* gradientNoise(
  gradient: (indices: Uint32Array, out: Float32Array) => void,
  {
    sizes,
    draws,
    count,
    directions: [u, v],
    seed = 1
  }: {
    sizes: readonly number[];
    draws: number;
    /** Examples to draw from. */
    count: number;
    directions: readonly [Floats, Floats];
    seed?: number;
  }
): Generator<number, BatchNoise[], undefined> {
  const rng = createRng(seed);
  const n = u.length;
  const all = new Uint32Array(count);
  const result: BatchNoise[] = [];
  let done = 0;
  for (const size of sizes) {
    const mean = new Float64Array(n);
    let squares = 0;
    const cloud: [number, number][] = [];
    const g = new Float32Array(n);
    for (let k = 0; k < draws; ++k) {
      rng.permutation(count, all);
      gradient(all.subarray(0, Math.min(size, count)), g);
      let [pu, pv, s] = [0, 0, 0];
      for (let i = 0; i < n; ++i) {
        mean[i] += g[i] / draws;
        s += g[i] * g[i];
        pu += g[i] * u[i];
        pv += g[i] * v[i];
      }
      squares += s / draws;
      cloud.push([pu, pv]);
      yield ++done;
    }
    const meanSquare = mean.reduce((s, m) => s + m * m, 0);
    // E‖g − ḡ‖² from K draws, with K − 1 in the denominator since ḡ is their own mean.
    const spread = ((squares - meanSquare) * draws) / Math.max(1, draws - 1);
    result.push({batchSize: size, cloud, spread, meanNorm: Math.sqrt(meanSquare)});
  }
  return result;
}
