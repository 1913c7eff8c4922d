import {fma} from "./simd";

// Updates that look at signs only; NaN has none and stays. n is a multiple of four: the arena pads.

/** c = β₁m + gain₁·g; θ ← keep·θ − α·sign(c); m ← β₂m + gain₂·g. */
export function lion(
  n: i32,
  theta: usize,
  g: usize,
  m: usize,
  beta1: f32,
  gain1: f32,
  beta2: f32,
  gain2: f32,
  alpha: f32,
  keep: f32
): void {
  const b1 = f32x4.splat(beta1), k1 = f32x4.splat(gain1), b2 = f32x4.splat(beta2), k2 = f32x4.splat(gain2);
  const a = f32x4.splat(alpha), d = f32x4.splat(keep), zero = f32x4.splat(0);
  for (const end = theta + (<usize>n << 2); theta < end; theta += 16, g += 16, m += 16) {
    const gradient = v128.load(g), mean = v128.load(m);
    const c = fma(b1, mean, f32x4.mul(k1, gradient));
    v128.store(m, fma(b2, mean, f32x4.mul(k2, gradient)));
    const sign = f32x4.sub(v128.and(a, f32x4.gt(c, zero)), v128.and(a, f32x4.lt(c, zero)));
    const step = v128.bitselect(sign, c, f32x4.eq(c, c));
    v128.store(theta, f32x4.sub(f32x4.mul(d, v128.load(theta)), step));
  }
}

/**
 * D ← min(max(D·factor, smallest), largest), where factor is `up` while the sign of g is that of the gradient before,
 * `down` where it changed, else 1; Δ = −sign(g)·D, or where it changed 0, with `back` the last step taken back;
 * θ ← θ + Δ; the gradient before ← g, or 0 where it changed.
 */
export function rprop(
  n: i32,
  theta: usize,
  g: usize,
  size: usize,
  previous: usize,
  moved: usize,
  down: f32,
  up: f32,
  smallest: f32,
  largest: f32,
  back: bool
): void {
  const zero = f32x4.splat(0), one = f32x4.splat(1), d = f32x4.splat(down), u = f32x4.splat(up);
  const low = f32x4.splat(smallest), high = f32x4.splat(largest), undo = f32x4.splat(back ? -1 : 0);
  for (
    const end = theta + (<usize>n << 2);
    theta < end;
    theta += 16, g += 16, size += 16, previous += 16, moved += 16
  ) {
    const gradient = v128.load(g), before = v128.load(previous);
    const rises = f32x4.gt(gradient, zero), falls = f32x4.lt(gradient, zero);
    const rose = f32x4.gt(before, zero), fell = f32x4.lt(before, zero);
    const same = v128.or(v128.and(rises, rose), v128.and(falls, fell));
    const changed = v128.or(v128.and(rises, fell), v128.and(falls, rose));
    const factor = v128.bitselect(u, v128.bitselect(d, one, changed), same);
    const step = f32x4.min(f32x4.max(f32x4.mul(v128.load(size), factor), low), high);
    const sign = f32x4.sub(v128.and(step, falls), v128.and(step, rises));
    const along = v128.bitselect(sign, gradient, f32x4.eq(gradient, gradient));
    const move = v128.bitselect(f32x4.mul(undo, v128.load(moved)), along, changed);
    v128.store(size, step);
    v128.store(previous, v128.andnot(gradient, changed));
    v128.store(moved, move);
    v128.store(theta, f32x4.add(v128.load(theta), move));
  }
}
