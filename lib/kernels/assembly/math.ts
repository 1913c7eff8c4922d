import {fma, fnma} from "./simd";

/** e^x, to about 1e-7 of itself: 2^n · a polynomial on [−½ ln 2, ½ ln 2] (Cephes). NaN stays; underflow goes to 0. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const y = f32x4.max(f32x4.splat(-104), f32x4.min(f32x4.splat(89), x));
  const n = f32x4.nearest(f32x4.mul(y, f32x4.splat(1.44269504088896341)));
  let r = fnma(n, f32x4.splat(0.693359375), y);
  r = fnma(n, f32x4.splat(-2.12194440e-4), r);
  let p = f32x4.splat(1.9875691500e-4);
  p = fma(p, r, f32x4.splat(1.3981999507e-3));
  p = fma(p, r, f32x4.splat(8.3334519073e-3));
  p = fma(p, r, f32x4.splat(4.1665795894e-2));
  p = fma(p, r, f32x4.splat(1.6666665459e-1));
  p = fma(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(fma(p, f32x4.mul(r, r), r), f32x4.splat(1));
  // In two halves, so that the largest and the smallest results are reached.
  const i = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(i, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(i, half)));
}

// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** log(1 + u) for 0 ≤ u ≤ 1, as 2·artanh(u/(2 + u)): the series converges fast there and keeps small u exact. */
// @ts-ignore: decorator
@inline
export function log1p4(u: v128): v128 {
  const s = f32x4.div(u, f32x4.add(u, f32x4.splat(2)));
  const q = f32x4.mul(s, s);
  let p = f32x4.splat(1.0 / 13);
  p = fma(p, q, f32x4.splat(1.0 / 11));
  p = fma(p, q, f32x4.splat(1.0 / 9));
  p = fma(p, q, f32x4.splat(1.0 / 7));
  p = fma(p, q, f32x4.splat(1.0 / 5));
  p = fma(p, q, f32x4.splat(1.0 / 3));
  p = fma(p, q, f32x4.splat(1));
  return f32x4.mul(f32x4.splat(2), f32x4.mul(s, p));
}

/** 1/(1 + e^−x) */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** A polynomial near 0, where the difference of exponentials would lose digits; 1 − 2/(e^2|x| + 1) elsewhere (Cephes). */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const sign = v128.and(x, i32x4.splat(i32.MIN_VALUE));
  const a = f32x4.abs(x);
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(a, a)), one)));
  const q = f32x4.mul(x, x);
  let p = f32x4.splat(-5.70498872745e-3);
  p = fma(p, q, f32x4.splat(2.06390887954e-2));
  p = fma(p, q, f32x4.splat(-5.37397155531e-2));
  p = fma(p, q, f32x4.splat(1.33314422036e-1));
  p = fma(p, q, f32x4.splat(-3.33332819422e-1));
  const near = fma(f32x4.mul(p, q), x, x);
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(a, f32x4.splat(0.625)));
}

/** The error function: x·P(x²) below 1, 1 − e^−x²·Q(1/(1 + x/2)) above (Numerical Recipes' erfc); to about 2e-7. */
// @ts-ignore: decorator
@inline
export function erf4(x: v128): v128 {
  const sign = v128.and(x, i32x4.splat(i32.MIN_VALUE));
  const a = f32x4.abs(x);
  const q = f32x4.mul(x, x);
  // Taylor: 2/√π · Σ (−1)ⁿ x^2n+1/(n!(2n + 1)), n ≤ 8.
  let p = f32x4.splat(1.0 / (40320.0 * 17));
  p = fma(p, q, f32x4.splat(-1.0 / (5040.0 * 15)));
  p = fma(p, q, f32x4.splat(1.0 / (720.0 * 13)));
  p = fma(p, q, f32x4.splat(-1.0 / (120.0 * 11)));
  p = fma(p, q, f32x4.splat(1.0 / (24.0 * 9)));
  p = fma(p, q, f32x4.splat(-1.0 / (6.0 * 7)));
  p = fma(p, q, f32x4.splat(1.0 / (2.0 * 5)));
  p = fma(p, q, f32x4.splat(-1.0 / 3));
  p = fma(p, q, f32x4.splat(1));
  const near = f32x4.mul(f32x4.mul(p, x), f32x4.splat(1.1283791670955126));
  const one = f32x4.splat(1);
  const t = f32x4.div(one, fma(a, f32x4.splat(0.5), one));
  let s = f32x4.splat(0.17087277);
  s = fma(s, t, f32x4.splat(-0.82215223));
  s = fma(s, t, f32x4.splat(1.48851587));
  s = fma(s, t, f32x4.splat(-1.13520398));
  s = fma(s, t, f32x4.splat(0.27886807));
  s = fma(s, t, f32x4.splat(-0.18628806));
  s = fma(s, t, f32x4.splat(0.09678418));
  s = fma(s, t, f32x4.splat(0.37409196));
  s = fma(s, t, f32x4.splat(1.00002368));
  s = fma(s, t, f32x4.splat(-1.26551223));
  const far = f32x4.sub(one, f32x4.mul(t, exp4(f32x4.sub(s, q))));
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(a, one));
}

/** Natural logarithm of a positive number, to about 1e-14, without the tables of the standard library: the arena is ours. */
export function log(x: f64): f64 {
  if (!(x < f64.MAX_VALUE)) return x;
  const bits = reinterpret<u64>(x);
  // x = m·2^e with √½ ≤ m < √2, so that |s| < 0.172 and the series is short.
  let e = <f64>(<i64>(bits >> 52) - 1023);
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    e += 1;
  }
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let p: f64 = 1.0 / 17;
  p = p * q + 1.0 / 15;
  p = p * q + 1.0 / 13;
  p = p * q + 1.0 / 11;
  p = p * q + 1.0 / 9;
  p = p * q + 1.0 / 7;
  p = p * q + 1.0 / 5;
  p = p * q + 1.0 / 3;
  p = p * q + 1;
  return e * 0.6931471805599453 + 2 * s * p;
}
