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

// @ts-ignore: decorator
@inline
function adaptOne(
  theta: usize,
  g: usize,
  m: usize,
  v: usize,
  top: usize,
  b1: v128,
  k1: v128,
  b2: v128,
  k2: v128,
  along: v128,
  ahead: v128,
  share: v128,
  inside: v128,
  outside: v128,
  keep: v128
): void {
  const gradient = v128.load(g);
  const mean = fma(b1, v128.load(m), f32x4.mul(k1, gradient));
  let square = fma(b2, v128.load(v), f32x4.mul(f32x4.mul(k2, gradient), gradient));
  v128.store(m, mean);
  v128.store(v, square);
  if (top) {
    square = f32x4.max(v128.load(top), square);
    v128.store(top, square);
  }
  const root = f32x4.add(f32x4.sqrt(fma(share, square, inside)), outside);
  const step = f32x4.div(fma(along, mean, f32x4.mul(ahead, gradient)), root);
  v128.store(theta, f32x4.sub(f32x4.mul(keep, v128.load(theta)), step));
}

/**
 * m ← β₁m + gain₁·g; v ← β₂v + gain₂·g²; s = v, or with `top` the largest v so far;
 * θ ← keep·θ − (along·m + ahead·g)/(√(share·s + inside) + outside).
 *
 * Adam and all that divide by the root of a mean of squares; unrolled four times for compilers that do not.
 */
export function adapt(
  n: i32,
  theta: usize,
  g: usize,
  m: usize,
  v: usize,
  top: usize,
  beta1: f32,
  gain1: f32,
  beta2: f32,
  gain2: f32,
  along: f32,
  ahead: f32,
  share: f32,
  inside: f32,
  outside: f32,
  keep: f32
): void {
  const b1 = f32x4.splat(beta1), k1 = f32x4.splat(gain1), b2 = f32x4.splat(beta2), k2 = f32x4.splat(gain2);
  const a = f32x4.splat(along), h = f32x4.splat(ahead), s = f32x4.splat(share);
  const i = f32x4.splat(inside), o = f32x4.splat(outside), d = f32x4.splat(keep);
  if (top) {
    for (const end = theta + (<usize>n << 2); theta < end; theta += 16, g += 16, m += 16, v += 16, top += 16)
      adaptOne(theta, g, m, v, top, b1, k1, b2, k2, a, h, s, i, o, d);
    return;
  }
  const end = theta + (<usize>n << 2);
  for (; theta + 64 <= end; theta += 64, g += 64, m += 64, v += 64) {
    adaptOne(theta, g, m, v, 0, b1, k1, b2, k2, a, h, s, i, o, d);
    adaptOne(theta + 16, g + 16, m + 16, v + 16, 0, b1, k1, b2, k2, a, h, s, i, o, d);
    adaptOne(theta + 32, g + 32, m + 32, v + 32, 0, b1, k1, b2, k2, a, h, s, i, o, d);
    adaptOne(theta + 48, g + 48, m + 48, v + 48, 0, b1, k1, b2, k2, a, h, s, i, o, d);
  }
  for (; theta < end; theta += 16, g += 16, m += 16, v += 16)
    adaptOne(theta, g, m, v, 0, b1, k1, b2, k2, a, h, s, i, o, d);
}

/** m ← β₁m + gain₁·g; u ← max(β₂u, |g| + inside); θ ← θ − α·m/(u + outside), or θ where that divides by 0. */
export function adamax(
  n: i32,
  theta: usize,
  g: usize,
  m: usize,
  u: usize,
  beta1: f32,
  gain1: f32,
  beta2: f32,
  inside: f32,
  outside: f32,
  alpha: f32
): void {
  const b1 = f32x4.splat(beta1), k1 = f32x4.splat(gain1), b2 = f32x4.splat(beta2);
  const i = f32x4.splat(inside), o = f32x4.splat(outside), a = f32x4.splat(alpha), zero = f32x4.splat(0);
  for (const end = theta + (<usize>n << 2); theta < end; theta += 16, g += 16, m += 16, u += 16) {
    const gradient = v128.load(g);
    const mean = fma(b1, v128.load(m), f32x4.mul(k1, gradient));
    const size = f32x4.max(f32x4.mul(b2, v128.load(u)), f32x4.add(f32x4.abs(gradient), i));
    v128.store(m, mean);
    v128.store(u, size);
    const under = f32x4.add(size, o);
    const step = v128.and(f32x4.div(f32x4.mul(a, mean), under), f32x4.gt(under, zero));
    v128.store(theta, f32x4.sub(v128.load(theta), step));
  }
}

/** v ← ρv + gain·g²; d = √(u + ε)/√(v + ε)·g; u ← ρu + gain·d²; θ ← θ − α·d. */
export function adadelta(
  n: i32,
  theta: usize,
  g: usize,
  v: usize,
  u: usize,
  rho: f32,
  gain: f32,
  epsilon: f32,
  alpha: f32
): void {
  const r = f32x4.splat(rho), k = f32x4.splat(gain), e = f32x4.splat(epsilon), a = f32x4.splat(alpha);
  for (const end = theta + (<usize>n << 2); theta < end; theta += 16, g += 16, v += 16, u += 16) {
    const gradient = v128.load(g), before = v128.load(u);
    const square = fma(r, v128.load(v), f32x4.mul(f32x4.mul(k, gradient), gradient));
    const ratio = f32x4.div(f32x4.sqrt(f32x4.add(before, e)), f32x4.sqrt(f32x4.add(square, e)));
    const d = f32x4.mul(ratio, gradient);
    v128.store(v, square);
    v128.store(u, fma(r, before, f32x4.mul(f32x4.mul(k, d), d)));
    v128.store(theta, fnma(a, d, v128.load(theta)));
  }
}

/**
 * v ← ρv + gain·g²; with `mean`, a ← ρa + gain·g and s = max(0, v − a²), else s = v;
 * b ← μb + rate·g/(√(s + inside) + outside); θ ← θ − along·b.
 */
export function rmsprop(
  n: i32,
  theta: usize,
  g: usize,
  v: usize,
  mean: usize,
  b: usize,
  rho: f32,
  gain: f32,
  inside: f32,
  outside: f32,
  mu: f32,
  rate: f32,
  along: f32
): void {
  const r = f32x4.splat(rho), k = f32x4.splat(gain), i = f32x4.splat(inside), o = f32x4.splat(outside);
  const u = f32x4.splat(mu), q = f32x4.splat(rate), l = f32x4.splat(along), zero = f32x4.splat(0);
  for (const end = theta + (<usize>n << 2); theta < end; theta += 16, g += 16, v += 16, b += 16) {
    const gradient = v128.load(g);
    let square = fma(r, v128.load(v), f32x4.mul(f32x4.mul(k, gradient), gradient));
    v128.store(v, square);
    if (mean) {
      const a = fma(r, v128.load(mean), f32x4.mul(k, gradient));
      v128.store(mean, a);
      mean += 16;
      square = f32x4.max(zero, fnma(a, a, square));
    }
    const size = f32x4.add(f32x4.sqrt(f32x4.add(square, i)), o);
    const velocity = fma(u, v128.load(b), f32x4.div(f32x4.mul(q, gradient), size));
    v128.store(b, velocity);
    v128.store(theta, fnma(l, velocity, v128.load(theta)));
  }
}
