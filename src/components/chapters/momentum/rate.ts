/** What momentum does along one direction of curvature λ, in closed form. */
export interface Rate {
  /** Factor by which the distance shrinks each step, in the long run: the spectral radius. Below 1 it converges. */
  readonly radius: number;
  /** Complex roots: the ball swings through the minimum. Real ones, the larger below 0: it jumps across at every step. */
  readonly motion: "creeps" | "swings" | "zigzags";
}

export interface MomentumOptions {
  readonly nesterov?: boolean;
}

/**
 * The rate of v ← βv + λθ, θ ← θ − αv, from the roots of z² − (1 + β − αλ)z + β = 0; Nesterov's are the roots of
 * z² − (1 + β)(1 − αλ)z + β(1 − αλ) = 0. Where they are complex the radius is the root of the last term: √β, not 2√β.
 * `product` is αλ.
 */
export function momentumRate(product: number, beta: number, {nesterov = false}: MomentumOptions = {}): Rate {
  const trace = nesterov ? (1 + beta) * (1 - product) : 1 + beta - product;
  const determinant = nesterov ? beta * (1 - product) : beta;
  const discriminant = trace * trace - 4 * determinant;
  if (discriminant < 0) return {radius: Math.sqrt(determinant), motion: "swings"};
  return {radius: (Math.abs(trace) + Math.sqrt(discriminant)) / 2, motion: trace < 0 ? "zigzags" : "creeps"};
}

/** The largest αλ that converges: 2(1 + β); Nesterov: 2(1 + β)/(1 + 2β). */
export function stabilityBound(beta: number, {nesterov = false}: MomentumOptions = {}): number {
  return (2 * (1 + beta)) / (nesterov ? 1 + 2 * beta : 1);
}

/** The rate on a quadratic whose curvatures run from 1 to κ: that of the slower of its two extreme directions. */
export function ravineRate(alpha: number, beta: number, condition: number, options: MomentumOptions = {}): Rate {
  const along = momentumRate(alpha, beta, options);
  const across = momentumRate(alpha * condition, beta, options);
  return along.radius > across.radius ? along : across;
}

/**
 * The best heavy ball for curvatures 1 … κ: α = (2/(1 + √κ))², β = ((√κ − 1)/(√κ + 1))², rate √β.
 * Source: Polyak (1964).
 */
export function bestMomentum(condition: number): {alpha: number; beta: number; radius: number} {
  const root = Math.sqrt(condition);
  const q = (root - 1) / (root + 1);
  return {alpha: (2 / (1 + root)) ** 2, beta: q * q, radius: q};
}

/** The best gradient descent for curvatures 1 … κ: α = 2/(1 + κ), rate (κ − 1)/(κ + 1). */
export function bestDescent(condition: number): {alpha: number; radius: number} {
  return {alpha: 2 / (1 + condition), radius: (condition - 1) / (condition + 1)};
}
