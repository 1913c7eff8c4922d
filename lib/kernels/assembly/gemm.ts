import {fma, splat} from "./simd";

/** Rows of a panel of B that stay in the first-level cache while all of A passes. */
const DEPTH: i32 = 256;

/**
 * C ← op(A)·op(B), or C ← C + op(A)·op(B). op(A): [m, k], op(B): [k, n], C: [m, n], row-major.
 * `scratch`: 8·256 + 32 floats.
 *
 * B is copied in panels of eight columns, zeros beyond the last, so that the inner loop reads it in order; four rows of
 * A by eight columns of B stay in eight registers.
 */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  b: usize,
  c: usize,
  transposeA: bool,
  transposeB: bool,
  accumulate: bool,
  scratch: usize
): void {
  if (!accumulate) memory.fill(c, 0, <usize>m * n * 4);
  const tile = scratch + DEPTH * 32;
  for (let p: i32 = 0; p < k; p += DEPTH) {
    const depth = min(DEPTH, k - p);
    for (let j: i32 = 0; j < n; j += 8) {
      const width = min(8, n - j);
      if (transposeB) packTransposed(b + <usize>(j * k + p) * 4, k, width, depth, scratch);
      else pack(b + <usize>(p * n + j) * 4, n, width, depth, scratch);
      let i: i32 = 0;
      for (; i + 4 <= m; i += 4) {
        const to = c + <usize>(i * n + j) * 4;
        const whole = width == 8;
        const out = whole ? to : tile;
        const row = whole ? <usize>n * 4 : 32;
        if (!whole) copy(to, <usize>n * 4, tile, 32, 4, width);
        if (transposeA) tileTransposed(depth, a + <usize>(p * m + i) * 4, <usize>m * 4, scratch, out, row);
        else tileRows(depth, a + <usize>(i * k + p) * 4, <usize>k * 4, scratch, out, row);
        if (!whole) copy(tile, 32, to, <usize>n * 4, 4, width);
      }
      for (; i < m; ++i) {
        const to = c + <usize>(i * n + j) * 4;
        const out = width == 8 ? to : tile;
        if (width != 8) copy(to, 0, tile, 0, 1, width);
        if (transposeA) row(depth, a + <usize>(p * m + i) * 4, <usize>m * 4, scratch, out);
        else row(depth, a + <usize>(i * k + p) * 4, 4, scratch, out);
        if (width != 8) copy(tile, 0, to, 0, 1, width);
      }
    }
  }
}

/** Copies a block of `rows` by `width` floats; strides are in bytes. */
function copy(from: usize, fromRow: usize, to: usize, toRow: usize, rows: i32, width: i32): void {
  for (let i: i32 = 0; i < rows; ++i, from += fromRow, to += toRow)
    for (let j: usize = 0; j < <usize>width * 4; j += 4) store<f32>(to + j, load<f32>(from + j));
}

/** [depth, width] of a row-major B into [depth, 8]. */
function pack(b: usize, n: i32, width: i32, depth: i32, to: usize): void {
  const end = to + <usize>depth * 32;
  if (width == 8) {
    for (; to < end; to += 32, b += <usize>n * 4) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
    }
    return;
  }
  for (; to < end; to += 32, b += <usize>n * 4) {
    v128.store(to, i64x2.splat(0));
    v128.store(to, i64x2.splat(0), 16);
    for (let j: usize = 0; j < <usize>width * 4; j += 4) store<f32>(to + j, load<f32>(b + j));
  }
}

/** [width, depth] of a row-major B, whose rows are k long, into [depth, 8]. */
function packTransposed(b: usize, k: i32, width: i32, depth: i32, to: usize): void {
  if (width < 8) memory.fill(to, 0, <usize>depth * 32);
  for (let j: i32 = 0; j < width; ++j, b += <usize>k * 4, to += 4)
    for (let p: usize = 0; p < <usize>depth; ++p) store<f32>(to + p * 32, load<f32>(b + p * 4));
}

/** Four rows of a row-major A, which are `stride` bytes apart. */
function tileRows(depth: i32, a: usize, stride: usize, b: usize, c: usize, row: usize): void {
  let a1 = a + stride;
  let a2 = a1 + stride;
  let a3 = a2 + stride;
  const c1 = c + row;
  const c2 = c1 + row;
  const c3 = c2 + row;
  let c00 = v128.load(c), c01 = v128.load(c, 16);
  let c10 = v128.load(c1), c11 = v128.load(c1, 16);
  let c20 = v128.load(c2), c21 = v128.load(c2, 16);
  let c30 = v128.load(c3), c31 = v128.load(c3, 16);
  for (const end = b + <usize>depth * 32; b < end; b += 32, a += 4, a1 += 4, a2 += 4, a3 += 4) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = splat(a);
    c00 = fma(s, b0, c00);
    c01 = fma(s, b1, c01);
    s = splat(a1);
    c10 = fma(s, b0, c10);
    c11 = fma(s, b1, c11);
    s = splat(a2);
    c20 = fma(s, b0, c20);
    c21 = fma(s, b1, c21);
    s = splat(a3);
    c30 = fma(s, b0, c30);
    c31 = fma(s, b1, c31);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
  v128.store(c3, c30);
  v128.store(c3, c31, 16);
}

/** Four columns of a row-major A, whose rows are `stride` bytes apart: four rows of its transpose. */
function tileTransposed(depth: i32, a: usize, stride: usize, b: usize, c: usize, row: usize): void {
  const c1 = c + row;
  const c2 = c1 + row;
  const c3 = c2 + row;
  let c00 = v128.load(c), c01 = v128.load(c, 16);
  let c10 = v128.load(c1), c11 = v128.load(c1, 16);
  let c20 = v128.load(c2), c21 = v128.load(c2, 16);
  let c30 = v128.load(c3), c31 = v128.load(c3, 16);
  for (const end = b + <usize>depth * 32; b < end; b += 32, a += stride) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = splat(a);
    c00 = fma(s, b0, c00);
    c01 = fma(s, b1, c01);
    s = splat(a + 4);
    c10 = fma(s, b0, c10);
    c11 = fma(s, b1, c11);
    s = splat(a + 8);
    c20 = fma(s, b0, c20);
    c21 = fma(s, b1, c21);
    s = splat(a + 12);
    c30 = fma(s, b0, c30);
    c31 = fma(s, b1, c31);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
  v128.store(c3, c30);
  v128.store(c3, c31, 16);
}

/** One row of op(A), whose elements are `stride` bytes apart. */
function row(depth: i32, a: usize, stride: usize, b: usize, c: usize): void {
  let c0 = v128.load(c), c1 = v128.load(c, 16);
  for (const end = b + <usize>depth * 32; b < end; b += 32, a += stride) {
    const s = splat(a);
    c0 = fma(s, v128.load(b), c0);
    c1 = fma(s, v128.load(b, 16), c1);
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}
