import {exp4, erf4, log1p4, sigmoid4, tanh4} from "./math";
import {fma} from "./simd";

// n numbers in and out, in place where the pointers are equal; n is a multiple of four: the arena pads.
// `backward` turns ∂J/∂y into ∂J/∂x, given y where that is enough and x where it is not.

const SQRT_2_OVER_PI: f32 = 0.7978845608028654;
const CUBIC: f32 = 0.044715;

/** Numbers as in lib/kernels/activation-kind.ts. */
export const enum Kind {
  relu = 1,
  leakyRelu = 2,
  tanh = 3,
  sigmoid = 4,
  softplus = 5,
  geluErf = 6,
  geluTanh = 7
}

// @ts-ignore: decorator
@inline
function forward(kind: i32, x: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1), half = f32x4.splat(0.5);
  if (kind == Kind.relu) return f32x4.max(zero, x);
  if (kind == Kind.leakyRelu) return v128.bitselect(x, f32x4.mul(x, f32x4.splat(0.01)), f32x4.gt(x, zero));
  if (kind == Kind.tanh) return tanh4(x);
  if (kind == Kind.sigmoid) return sigmoid4(x);
  if (kind == Kind.softplus) {
    const soft = f32x4.add(f32x4.max(x, zero), log1p4(exp4(f32x4.neg(f32x4.abs(x)))));
    return v128.bitselect(x, soft, f32x4.gt(x, f32x4.splat(20)));
  }
  if (kind == Kind.geluErf) {
    const phi = f32x4.mul(half, f32x4.add(one, erf4(f32x4.mul(x, f32x4.splat(0.7071067811865476)))));
    return f32x4.mul(x, phi);
  }
  const t = tanh4(inner(x));
  return f32x4.mul(f32x4.mul(half, x), f32x4.add(one, t));
}

/** √(2/π)·(x + 0.044715x³) */
// @ts-ignore: decorator
@inline
function inner(x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(x, x), x);
  return f32x4.mul(f32x4.splat(SQRT_2_OVER_PI), fma(f32x4.splat(CUBIC), cube, x));
}

/** f′, from y for relu to sigmoid, from x for the others. */
// @ts-ignore: decorator
@inline
function slope(kind: i32, s: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1), half = f32x4.splat(0.5);
  if (kind == Kind.relu) return v128.and(one, f32x4.gt(s, zero));
  if (kind == Kind.leakyRelu) return v128.bitselect(one, f32x4.splat(0.01), f32x4.gt(s, zero));
  if (kind == Kind.tanh) return f32x4.sub(one, f32x4.mul(s, s));
  if (kind == Kind.sigmoid) return f32x4.mul(s, f32x4.sub(one, s));
  if (kind == Kind.softplus) return v128.bitselect(one, sigmoid4(s), f32x4.gt(s, f32x4.splat(20)));
  if (kind == Kind.geluErf) {
    const phi = f32x4.mul(half, f32x4.add(one, erf4(f32x4.mul(s, f32x4.splat(0.7071067811865476)))));
    const density = f32x4.mul(f32x4.splat(0.3989422804014327), exp4(f32x4.mul(f32x4.mul(s, s), f32x4.splat(-0.5))));
    return fma(s, density, phi);
  }
  const t = tanh4(inner(s));
  const d = f32x4.mul(f32x4.splat(SQRT_2_OVER_PI), fma(f32x4.splat(3 * CUBIC), f32x4.mul(s, s), one));
  const rest = f32x4.mul(f32x4.mul(half, s), f32x4.mul(f32x4.sub(one, f32x4.mul(t, t)), d));
  return fma(half, f32x4.add(one, t), rest);
}

// @ts-ignore: decorator
@inline
function forwardAll(kind: i32, n: i32, x: usize, y: usize): void {
  for (const end = x + (<usize>n << 2); x < end; x += 16, y += 16) v128.store(y, forward(kind, v128.load(x)));
}

// @ts-ignore: decorator
@inline
function backwardAll(kind: i32, n: i32, s: usize, dy: usize, dx: usize): void {
  for (const end = s + (<usize>n << 2); s < end; s += 16, dy += 16, dx += 16)
    v128.store(dx, f32x4.mul(v128.load(dy), slope(kind, v128.load(s))));
}

/** y ← f(x) */
export function activate(kind: i32, n: i32, x: usize, y: usize): void {
  switch (kind) {
    case Kind.relu: return forwardAll(Kind.relu, n, x, y);
    case Kind.leakyRelu: return forwardAll(Kind.leakyRelu, n, x, y);
    case Kind.tanh: return forwardAll(Kind.tanh, n, x, y);
    case Kind.sigmoid: return forwardAll(Kind.sigmoid, n, x, y);
    case Kind.softplus: return forwardAll(Kind.softplus, n, x, y);
    case Kind.geluErf: return forwardAll(Kind.geluErf, n, x, y);
    case Kind.geluTanh: return forwardAll(Kind.geluTanh, n, x, y);
  }
}

/** dx ← dy·f′, where `saved` is y for relu, leakyRelu, tanh and sigmoid, and x for the others. */
export function activateBackward(kind: i32, n: i32, saved: usize, dy: usize, dx: usize): void {
  switch (kind) {
    case Kind.relu: return backwardAll(Kind.relu, n, saved, dy, dx);
    case Kind.leakyRelu: return backwardAll(Kind.leakyRelu, n, saved, dy, dx);
    case Kind.tanh: return backwardAll(Kind.tanh, n, saved, dy, dx);
    case Kind.sigmoid: return backwardAll(Kind.sigmoid, n, saved, dy, dx);
    case Kind.softplus: return backwardAll(Kind.softplus, n, saved, dy, dx);
    case Kind.geluErf: return backwardAll(Kind.geluErf, n, saved, dy, dx);
    case Kind.geluTanh: return backwardAll(Kind.geluTanh, n, saved, dy, dx);
  }
}
