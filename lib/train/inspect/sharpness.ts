import {createRng} from "../../rng.js";
import type {Floats} from "../../tensor/tensor.js";

export interface Sharpness {
  /** The eigenvalue of the Hessian that is largest in size: vᵀHv. */
  readonly value: number;
  /** ‖Hv − λv‖ / |λ|: how far v is from an eigenvector. */
  readonly residual: number;
  readonly iterations: number;
  /** Its direction, to start from next time. */
  readonly vector: Float32Array;
}

/**
 * The eigenvalue of ∇²J that is largest in size, by power iteration, v ← Hv/‖Hv‖. Yields the estimate after each product.
 * In training that is the largest as a rule; far from a minimum it may be a negative one.
 *
 * Gradient descent with step α is stable along v while α·λ < 2 (Cohen et al. 2021 see networks settle near that edge).
 * @param hessianTimes writes H·v into its second argument
 */
export function* sharpness(
  hessianTimes: (v: Floats, out: Floats) => void,
  n: number,
  {
    iterations = 20,
    tolerance = 1e-2,
    seed = 1,
    start
  }: {
    iterations?: number;
    tolerance?: number;
    seed?: number;
    start?: Floats;
  } = {}
): Generator<number, Sharpness, undefined> {
  const rng = createRng(seed);
  const v = start ? Float32Array.from(start) : Float32Array.from({length: n}, () => rng.normal());
  normalize(v);
  const hv = new Float32Array(n);
  let value = 0;
  let residual = Infinity;
  let k = 0;
  while (k < iterations && residual > tolerance) {
    k++;
    hessianTimes(v, hv);
    value = dot(v, hv);
    let r = 0;
    for (let i = 0; i < n; ++i) r += (hv[i] - value * v[i]) ** 2;
    residual = Math.sqrt(r) / Math.max(1e-30, Math.abs(value));
    yield value;
    if (normalize(hv) === 0) break;
    v.set(hv);
  }
  return {value, residual, iterations: k, vector: v};
}

function dot(a: Floats, b: Floats): number {
  let s = 0;
  for (let i = 0; i < a.length; ++i) s += a[i] * b[i];
  return s;
}

/** Scales to length 1; returns the length before. */
function normalize(v: Floats): number {
  const length = Math.sqrt(dot(v, v));
  if (length > 0) for (let i = 0; i < v.length; ++i) v[i] /= length;
  return length;
}
