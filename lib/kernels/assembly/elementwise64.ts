import {cos2, exp2, sigmoid2, sin2} from "./math64";

/** Numbers as in lib/kernels/elementwise64.ts. */
const enum Op {
  add = 0,
  sub = 1,
  mul = 2,
  div = 3,
  neg = 4,
  sqrt = 5,
  abs = 6,
  exp = 7,
  sigmoid = 8,
  sin = 9,
  cos = 10
}

/** Bytes of one instruction: op, output, left, right, and which of left and right are one number for all points. */
const INSTRUCTION: usize = 20;

/**
 * Runs `count` instructions, each over n float64 numbers, n a multiple of two: a small machine whose registers are
 * arrays. One call does what would otherwise be a call for each op.
 */
export function run64(program: usize, count: i32, n: i32): void {
  const end = program + <usize>count * INSTRUCTION;
  for (; program < end; program += INSTRUCTION) {
    const op = load<i32>(program);
    const out = load<usize>(program, 4);
    const a = load<usize>(program, 8);
    const b = load<usize>(program, 12);
    const shared = load<i32>(program, 16);
    switch (op) {
      case Op.add: binary(Op.add, n, out, a, b, shared); break;
      case Op.sub: binary(Op.sub, n, out, a, b, shared); break;
      case Op.mul: binary(Op.mul, n, out, a, b, shared); break;
      case Op.div: binary(Op.div, n, out, a, b, shared); break;
      case Op.neg: unary(Op.neg, n, out, a); break;
      case Op.sqrt: unary(Op.sqrt, n, out, a); break;
      case Op.abs: unary(Op.abs, n, out, a); break;
      case Op.exp: unary(Op.exp, n, out, a); break;
      case Op.sigmoid: unary(Op.sigmoid, n, out, a); break;
      case Op.sin: unary(Op.sin, n, out, a); break;
      case Op.cos: unary(Op.cos, n, out, a); break;
    }
  }
}

// @ts-ignore: decorator
@inline
function apply2(op: i32, x: v128, y: v128): v128 {
  if (op == Op.add) return f64x2.add(x, y);
  if (op == Op.sub) return f64x2.sub(x, y);
  if (op == Op.mul) return f64x2.mul(x, y);
  return f64x2.div(x, y);
}

// @ts-ignore: decorator
@inline
function binary(op: i32, n: i32, out: usize, a: usize, b: usize, shared: i32): void {
  const end = out + (<usize>n << 3);
  if (shared == 0) {
    for (; out < end; out += 16, a += 16, b += 16) v128.store(out, apply2(op, v128.load(a), v128.load(b)));
  } else if (shared == 1) {
    const x = v128.load_splat<f64>(a);
    for (; out < end; out += 16, b += 16) v128.store(out, apply2(op, x, v128.load(b)));
  } else {
    const y = v128.load_splat<f64>(b);
    for (; out < end; out += 16, a += 16) v128.store(out, apply2(op, v128.load(a), y));
  }
}

// @ts-ignore: decorator
@inline
function unary(op: i32, n: i32, out: usize, a: usize): void {
  const end = out + (<usize>n << 3);
  for (; out < end; out += 16, a += 16) {
    const x = v128.load(a);
    if (op == Op.neg) v128.store(out, f64x2.neg(x));
    else if (op == Op.sqrt) v128.store(out, f64x2.sqrt(x));
    else if (op == Op.abs) v128.store(out, f64x2.abs(x));
    else if (op == Op.exp) v128.store(out, exp2(x));
    else if (op == Op.sigmoid) v128.store(out, sigmoid2(x));
    else if (op == Op.sin) v128.store(out, sin2(x));
    else v128.store(out, cos2(x));
  }
}
