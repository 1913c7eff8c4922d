import {fma, loadTail, splat, storeTail} from "./simd";

// A matrix of mostly zeros, as the examples of a batch that are not zero. An entry is eight bytes: 64 times its column
// (or row), which is its offset in an array of tiles of sixteen floats, and its value.

// @ts-ignore: decorator
@inline
function put(to: usize, index: i32, value: f32): usize {
  store<i32>(to, index << 6);
  store<f32>(to, value, 4);
  return to + 8;
}

/**
 * Lists the numbers of the chosen examples that are not zero, times `scale`, by row. `indices`: n example numbers;
 * `starts`: n + 1 addresses, the last one the end of the entries.
 */
export function compressBytes(
  source: usize,
  indices: usize,
  n: i32,
  size: i32,
  scale: f32,
  starts: usize,
  entries: usize
): void {
  let to = entries;
  for (let i: i32 = 0; i < n; ++i) {
    store<usize>(starts + (<usize>i << 2), to);
    const from = source + <usize>load<u32>(indices + (<usize>i << 2)) * <usize>size;
    let p: i32 = 0;
    for (; p + 16 <= size; p += 16) {
      let mask = i8x16.bitmask(i8x16.ne(v128.load(from + p), i64x2.splat(0)));
      while (mask != 0) {
        const q = p + <i32>ctz(mask);
        to = put(to, q, <f32>load<u8>(from + q) * scale);
        mask &= mask - 1;
      }
    }
    for (; p < size; ++p) {
      const v = load<u8>(from + p);
      if (v != 0) to = put(to, p, <f32>v * scale);
    }
  }
  store<usize>(starts + (<usize>n << 2), to);
}

/** As `compressBytes`, from examples of floats. */
export function compressFloats(
  source: usize,
  indices: usize,
  n: i32,
  size: i32,
  scale: f32,
  starts: usize,
  entries: usize
): void {
  let to = entries;
  for (let i: i32 = 0; i < n; ++i) {
    store<usize>(starts + (<usize>i << 2), to);
    const from = source + <usize>load<u32>(indices + (<usize>i << 2)) * <usize>size * 4;
    for (let p: i32 = 0; p < size; ++p) {
      const v = load<f32>(from + (<usize>p << 2));
      if (v != 0) to = put(to, p, v * scale);
    }
  }
  store<usize>(starts + (<usize>n << 2), to);
}

/** Lists the same entries by column, rows in order. `starts`: size + 1 addresses. */
export function transposeEntries(
  rowStarts: usize,
  n: i32,
  size: i32,
  starts: usize,
  entries: usize
): void {
  memory.fill(starts, 0, (<usize>size + 1) << 2);
  const first = load<usize>(rowStarts);
  const last = load<usize>(rowStarts + (<usize>n << 2));
  // Offsets are 64·column; counts are four bytes each.
  for (let e = first; e < last; e += 8) {
    const at = starts + (load<u32>(e) >> 4);
    store<u32>(at, load<u32>(at) + 8);
  }
  let to = <u32>entries;
  for (let p: i32 = 0; p <= size; ++p) {
    const at = starts + (<usize>p << 2);
    const count = load<u32>(at);
    store<u32>(at, to);
    to += count;
  }
  // Filling moves each start to its end, which is the next one's start: shift them back afterwards.
  for (let i: i32 = 0; i < n; ++i) {
    const end = load<usize>(rowStarts + ((<usize>i + 1) << 2));
    for (let e = load<usize>(rowStarts + (<usize>i << 2)); e < end; e += 8) {
      const at = starts + (load<u32>(e) >> 4);
      store<u32>(at, put(load<u32>(at), i, load<f32>(e, 4)));
    }
  }
  memory.copy(starts + 4, starts, <usize>size << 2);
  store<u32>(starts, <u32>entries);
}

/**
 * Z ← X·W + b for a compressed X: [n, inputs]. W is in tiles of sixteen columns, [tile][inputs][16], the last tile as
 * narrow as it must be; Z: [n, outputs]; b: outputs floats.
 */
export function sparseForward(
  n: i32,
  inputs: i32,
  outputs: i32,
  starts: usize,
  w: usize,
  bias: usize,
  z: usize
): void {
  const row = <usize>outputs << 2;
  let j: i32 = 0;
  for (; j + 16 <= outputs; j += 16, w += <usize>inputs << 6, bias += 64) {
    const b0 = v128.load(bias), b1 = v128.load(bias, 16), b2 = v128.load(bias, 32), b3 = v128.load(bias, 48);
    let to = z + (<usize>j << 2);
    for (let i: usize = 0; i < <usize>n; ++i, to += row) {
      let e = load<usize>(starts + (i << 2));
      const end = load<usize>(starts + (i << 2), 4);
      let c0 = b0, c1 = b1, c2 = b2, c3 = b3;
      let d0 = f32x4.splat(0), d1 = d0, d2 = d0, d3 = d0;
      for (; e + 16 <= end; e += 16) {
        const p = w + load<u32>(e);
        const s = v128.load_splat<f32>(e, 4);
        c0 = fma(s, v128.load(p), c0);
        c1 = fma(s, v128.load(p, 16), c1);
        c2 = fma(s, v128.load(p, 32), c2);
        c3 = fma(s, v128.load(p, 48), c3);
        const q = w + load<u32>(e, 8);
        const t = v128.load_splat<f32>(e, 12);
        d0 = fma(t, v128.load(q), d0);
        d1 = fma(t, v128.load(q, 16), d1);
        d2 = fma(t, v128.load(q, 32), d2);
        d3 = fma(t, v128.load(q, 48), d3);
      }
      if (e < end) {
        const p = w + load<u32>(e);
        const s = v128.load_splat<f32>(e, 4);
        c0 = fma(s, v128.load(p), c0);
        c1 = fma(s, v128.load(p, 16), c1);
        c2 = fma(s, v128.load(p, 32), c2);
        c3 = fma(s, v128.load(p, 48), c3);
      }
      v128.store(to, f32x4.add(c0, d0));
      v128.store(to, f32x4.add(c1, d1), 16);
      v128.store(to, f32x4.add(c2, d2), 32);
      v128.store(to, f32x4.add(c3, d3), 48);
    }
  }
  // The last tile, `width` columns wide: a column's row starts at column·width floats.
  const width = <usize>(outputs - j);
  for (let k: usize = 0; k < width; k += 4) {
    const lanes = min<i32>(4, <i32>(width - k));
    let to = z + ((<usize>j + k) << 2);
    const b = lanes == 4 ? v128.load(bias + (k << 2)) : loadTail(bias + (k << 2), lanes);
    for (let i: usize = 0; i < <usize>n; ++i, to += row) {
      const end = load<usize>(starts + (i << 2), 4);
      let c = b;
      for (let e = load<usize>(starts + (i << 2)); e < end; e += 8) {
        const p = w + (load<u32>(e) >> 4) * width + (k << 2);
        c = fma(splat(e + 4), lanes == 4 ? v128.load(p) : loadTail(p, lanes), c);
      }
      if (lanes == 4) v128.store(to, c);
      else storeTail(to, c, lanes);
    }
  }
}

/**
 * dW ← Xᵀ·dZ for the entries of X by column. dZ: [n, outputs]; dW in the tiles of `sparseForward`.
 * `scratch`: n·outputs floats, for dZ in tiles of its own.
 */
export function sparseGradient(
  n: i32,
  inputs: i32,
  outputs: i32,
  starts: usize,
  dz: usize,
  dw: usize,
  scratch: usize
): void {
  const tiles = outputs >> 4;
  const row = <usize>outputs << 2;
  const tileBytes = <usize>n << 6;
  const step = <usize>inputs << 6;
  for (let t: usize = 0; t < <usize>tiles; ++t) {
    let from = dz + (t << 6);
    for (let to = scratch + t * tileBytes, end = to + tileBytes; to < end; to += 64, from += row) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
    }
  }
  // Small batches stay in the first-level cache, and the same short list is better walked for all tiles in a row, so
  // that its length is predicted; large ones take one pair of tiles at a time.
  const group = n <= 64 ? tiles : 2;
  for (let t: i32 = 0; t < tiles; t += group) {
    const last = min(tiles, t + group);
    for (let p: usize = 0; p < <usize>inputs; ++p) {
      const e = load<usize>(starts + (p << 2));
      const end = load<usize>(starts + (p << 2), 4);
      let to = dw + (p << 6) + <usize>t * step;
      let from = scratch + <usize>t * tileBytes;
      let u = t;
      for (; u + 2 <= last; u += 2, to += 2 * step, from += 2 * tileBytes) pairOfTiles(e, end, from, tileBytes, to, step);
      if (u < last) tile(e, end, from, to);
    }
  }
  const width = <usize>outputs & 15;
  for (let k: usize = 0; k < width; k += 4) {
    const lanes = min<i32>(4, <i32>(width - k));
    const from = dz + ((<usize>tiles << 4) + k) * 4;
    for (let p: usize = 0; p < <usize>inputs; ++p) {
      const end = load<usize>(starts + (p << 2), 4);
      let c = f32x4.splat(0);
      for (let e = load<usize>(starts + (p << 2)); e < end; e += 8) {
        const q = from + (load<u32>(e) >> 4) * <usize>outputs;
        c = fma(splat(e + 4), lanes == 4 ? v128.load(q) : loadTail(q, lanes), c);
      }
      const to = dw + <usize>tiles * step + (p * width + k) * 4;
      if (lanes == 4) v128.store(to, c);
      else storeTail(to, c, lanes);
    }
  }
}

// @ts-ignore: decorator
@inline
function pairOfTiles(e: usize, end: usize, dz: usize, tileBytes: usize, to: usize, step: usize): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  let d0 = c0, d1 = c0, d2 = c0, d3 = c0;
  const second = dz + tileBytes;
  for (; e < end; e += 8) {
    const offset = load<u32>(e);
    const p = dz + offset;
    const q = second + offset;
    const s = splat(e + 4);
    c0 = fma(s, v128.load(p), c0);
    c1 = fma(s, v128.load(p, 16), c1);
    c2 = fma(s, v128.load(p, 32), c2);
    c3 = fma(s, v128.load(p, 48), c3);
    d0 = fma(s, v128.load(q), d0);
    d1 = fma(s, v128.load(q, 16), d1);
    d2 = fma(s, v128.load(q, 32), d2);
    d3 = fma(s, v128.load(q, 48), d3);
  }
  v128.store(to, c0);
  v128.store(to, c1, 16);
  v128.store(to, c2, 32);
  v128.store(to, c3, 48);
  to += step;
  v128.store(to, d0);
  v128.store(to, d1, 16);
  v128.store(to, d2, 32);
  v128.store(to, d3, 48);
}

// @ts-ignore: decorator
@inline
function tile(e: usize, end: usize, dz: usize, to: usize): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  for (; e < end; e += 8) {
    const p = dz + load<u32>(e);
    const s = splat(e + 4);
    c0 = fma(s, v128.load(p), c0);
    c1 = fma(s, v128.load(p, 16), c1);
    c2 = fma(s, v128.load(p, 32), c2);
    c3 = fma(s, v128.load(p, 48), c3);
  }
  v128.store(to, c0);
  v128.store(to, c1, 16);
  v128.store(to, c2, 32);
  v128.store(to, c3, 48);
}
