import {fma, fnma} from "./simd";

// Updates of n parameters, in place. n is a multiple of four: the arena pads.

/** θ ← θ + scale·Δ */
export function addScaled(n: i32, theta: usize, delta: usize, scale: f32): void {
  const s = f32x4.splat(scale);
  for (const end = theta + (<usize>n << 2); theta < end; theta += 16, delta += 16)
    v128.store(theta, fma(s, v128.load(delta), v128.load(theta)));
}

/** v ← β·v + gain·g; θ ← θ − ahead·g − along·v. */
export function momentum(
  n: i32,
  theta: usize,
  g: usize,
  v: usize,
  beta: f32,
  gain: f32,
  ahead: f32,
  along: f32
): void {
  const b = f32x4.splat(beta), k = f32x4.splat(gain), p = f32x4.splat(ahead), q = f32x4.splat(along);
  for (const end = theta + (<usize>n << 2); theta < end; theta += 16, g += 16, v += 16) {
    const gradient = v128.load(g);
    const velocity = fma(b, v128.load(v), f32x4.mul(k, gradient));
    v128.store(v, velocity);
    v128.store(theta, fnma(q, velocity, fnma(p, gradient, v128.load(theta))));
  }
}

/**
 * m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← shrink·θ − α·m̂/(√v̂ + ε), m̂ = m/correction1, v̂ = v/correction2.
 */
export function adam(
  n: i32,
  theta: usize,
  g: usize,
  m: usize,
  v: usize,
  alpha: f32,
  beta1: f32,
  gain1: f32,
  beta2: f32,
  gain2: f32,
  correction1: f32,
  correction2: f32,
  epsilon: f32,
  shrink: f32
): void {
  const b1 = f32x4.splat(beta1), b2 = f32x4.splat(beta2);
  const k1 = f32x4.splat(gain1), k2 = f32x4.splat(gain2);
  const a = f32x4.splat(alpha / correction1), c2 = f32x4.splat(1 / correction2);
  const e = f32x4.splat(epsilon), d = f32x4.splat(shrink);
  for (const end = theta + (<usize>n << 2); theta < end; theta += 16, g += 16, m += 16, v += 16) {
    const gradient = v128.load(g);
    const mean = fma(b1, v128.load(m), f32x4.mul(k1, gradient));
    const square = fma(b2, v128.load(v), f32x4.mul(f32x4.mul(k2, gradient), gradient));
    v128.store(m, mean);
    v128.store(v, square);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(square, c2)), e);
    v128.store(theta, fma(d, v128.load(theta), f32x4.neg(f32x4.div(f32x4.mul(a, mean), root))));
  }
}
