// float64, two lanes at a time, to within about 2 units in the last place.

// What the machine itself gives, for arguments that are too large for the polynomials.
// @ts-ignore: decorator
@external("env", "sin")
declare function hostSin(x: f64): f64;
// @ts-ignore: decorator
@external("env", "cos")
declare function hostCos(x: f64): f64;

// @ts-ignore: decorator
@inline
function c(x: f64): v128 {
  return f64x2.splat(x);
}

// @ts-ignore: decorator
@inline
function madd(a: v128, b: v128, d: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), d);
}

/** e^x = 2^n·e^r, |r| ≤ ½ ln 2, e^r by its Taylor series to r¹³ (error 4e-18). NaN stays. */
// @ts-ignore: decorator
@inline
export function exp2(x: v128): v128 {
  const y = f64x2.max(c(-746), f64x2.min(c(710), x));
  const n = f64x2.nearest(f64x2.mul(y, c(1.4426950408889634)));
  let r = f64x2.sub(y, f64x2.mul(n, c(0.6931471803691238165)));
  r = f64x2.sub(r, f64x2.mul(n, c(1.90821492927058770002e-10)));
  let p = c(1.0 / 6227020800.0);
  p = madd(p, r, c(1.0 / 479001600.0));
  p = madd(p, r, c(1.0 / 39916800.0));
  p = madd(p, r, c(1.0 / 3628800.0));
  p = madd(p, r, c(1.0 / 362880.0));
  p = madd(p, r, c(1.0 / 40320.0));
  p = madd(p, r, c(1.0 / 5040.0));
  p = madd(p, r, c(1.0 / 720.0));
  p = madd(p, r, c(1.0 / 120.0));
  p = madd(p, r, c(1.0 / 24.0));
  p = madd(p, r, c(1.0 / 6.0));
  p = madd(p, r, c(0.5));
  p = f64x2.add(madd(p, f64x2.mul(r, r), r), c(1));
  // In two halves, so that infinity and denormals are reached. Exponents fit in 32 bits; widen them to 64.
  const i = i32x4.trunc_sat_f64x2_s_zero(n);
  const half = i32x4.shr_s(i, 1);
  return f64x2.mul(f64x2.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(i, half)));
}

// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i64x2.shl(i64x2.add(i64x2.extend_low_i32x4_s(n), i64x2.splat(1023)), 52);
}

// @ts-ignore: decorator
@inline
export function sigmoid2(x: v128): v128 {
  // Of −|x|, so that nothing overflows: 1/(1 + e) for x ≥ 0, e/(1 + e) below.
  const e = exp2(f64x2.neg(f64x2.abs(x)));
  const top = v128.bitselect(c(1), e, f64x2.ge(x, c(0)));
  return f64x2.div(top, f64x2.add(c(1), e));
}

/** sin x, or cos x with `shift` 1: x − n·π/2 in three parts, then the polynomial of the quadrant (Cephes). */
// @ts-ignore: decorator
@inline
function sinus(x: v128, shift: i64): v128 {
  const n = f64x2.nearest(f64x2.mul(x, c(0.6366197723675814)));
  let r = f64x2.sub(x, f64x2.mul(n, c(1.5707963267341256)));
  r = f64x2.sub(r, f64x2.mul(n, c(6.077100506303966e-11)));
  r = f64x2.sub(r, f64x2.mul(n, c(2.0222662487959506e-21)));
  const q = f64x2.mul(r, r);
  let s = c(1.58962301576546568060e-10);
  s = madd(s, q, c(-2.50507477628578072866e-8));
  s = madd(s, q, c(2.75573136213857245213e-6));
  s = madd(s, q, c(-1.98412698295895385996e-4));
  s = madd(s, q, c(8.33333333332211858878e-3));
  s = madd(s, q, c(-1.66666666666666307295e-1));
  const sine = f64x2.add(r, f64x2.mul(f64x2.mul(s, q), r));
  let t = c(-1.13585365213876817300e-11);
  t = madd(t, q, c(2.08757008419747316778e-9));
  t = madd(t, q, c(-2.75573141792967388112e-7));
  t = madd(t, q, c(2.48015872888517045348e-5));
  t = madd(t, q, c(-1.38888888888730564116e-3));
  t = madd(t, q, c(4.16666666666665929218e-2));
  const cosine = f64x2.add(f64x2.sub(c(1), f64x2.mul(c(0.5), q)), f64x2.mul(f64x2.mul(t, q), q));
  const quadrant = i64x2.add(i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n)), i64x2.splat(shift));
  const odd = i64x2.eq(v128.and(quadrant, i64x2.splat(1)), i64x2.splat(1));
  const sign = i64x2.shl(v128.and(quadrant, i64x2.splat(2)), 62);
  return v128.xor(v128.bitselect(cosine, sine, odd), sign);
}

/** Beyond this the three parts of π/2 do not reach; and NaN and infinities go the same way. */
const FAR: f64 = 1e5;

export function sin2(x: v128): v128 {
  if (i64x2.all_true(f64x2.lt(f64x2.abs(x), c(FAR)))) return sinus(x, 0);
  return f64x2.replace_lane(c(hostSin(f64x2.extract_lane(x, 0))), 1, hostSin(f64x2.extract_lane(x, 1)));
}

export function cos2(x: v128): v128 {
  if (i64x2.all_true(f64x2.lt(f64x2.abs(x), c(FAR)))) return sinus(x, 1);
  return f64x2.replace_lane(c(hostCos(f64x2.extract_lane(x, 0))), 1, hostCos(f64x2.extract_lane(x, 1)));
}
