import {fma} from "./simd";

// What is done to whole vectors of n numbers before and after an update. n is a multiple of four: the arena pads.

/** y ← keep·y + gain·x */
export function blend(n: i32, x: usize, y: usize, keep: f32, gain: f32): void {
  const k = f32x4.splat(keep), g = f32x4.splat(gain);
  for (const end = x + (<usize>n << 2); x < end; x += 16, y += 16)
    v128.store(y, fma(k, v128.load(y), f32x4.mul(g, v128.load(x))));
}

/** x ← factor·x */
export function scale(n: i32, x: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  for (const end = x + (<usize>n << 2); x < end; x += 16) v128.store(x, f32x4.mul(f, v128.load(x)));
}

/** x ← min(max(x, −limit), limit) */
export function clip(n: i32, x: usize, limit: f32): void {
  const high = f32x4.splat(limit), low = f32x4.neg(high);
  for (const end = x + (<usize>n << 2); x < end; x += 16)
    v128.store(x, f32x4.min(f32x4.max(v128.load(x), low), high));
}

/** Σ x², summed in doubles. */
export function sumOfSquares(n: i32, x: usize): f64 {
  let s = f64x2.splat(0), t = f64x2.splat(0);
  for (const end = x + (<usize>n << 2); x < end; x += 16) {
    const v = v128.load(x);
    const low = f64x2.promote_low_f32x4(v);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 0, 1));
    s = f64x2.add(s, f64x2.mul(low, low));
    t = f64x2.add(t, f64x2.mul(high, high));
  }
  const sum = f64x2.add(s, t);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
