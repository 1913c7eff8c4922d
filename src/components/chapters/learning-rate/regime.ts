import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {iterate} from "../iterate.js";

/** What gradient descent does on a parabola. */
export type Regime = "crawl" | "glide" | "jump" | "zigzag" | "swing" | "explode";

/**
 * Names what happens on J = ½λθ², where each step multiplies θ by r = 1 − αλ: crawl (r > 0.9), glide (r > 0), jump
 * (r = 0), zigzag (r > −1), swing (r = −1), explode. `product` is αλ > 0.
 */
export function regimeOf(product: number): Regime {
  const r = 1 - product;
  const near = (value: number) => Math.abs(r - value) < 1e-9;
  if (near(0)) return "jump";
  if (near(-1)) return "swing";
  if (r > 0.9) return "crawl";
  if (r > 0) return "glide";
  return r > -1 ? "zigzag" : "explode";
}

/** θ₀, θ₁, … of gradient descent on J = ½λθ². */
export function parabolaRun(
  alpha: number,
  {curvature = 1, start, steps}: {curvature?: number; start: number; steps: number}
): number[] {
  const gradient = (theta: Float64Array, out: Float64Array) => {
    out[0] = curvature * theta[0];
  };
  return iterate(gradientDescent({learningRate: alpha}), gradient, {start: [start], steps}).map(({theta}) => theta[0]);
}
