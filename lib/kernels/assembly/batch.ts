/** Copies the chosen examples of bytes, as floats times `scale`, one after another. `indices`: n example numbers. */
export function gatherBytes(source: usize, indices: usize, n: i32, size: i32, scale: f32, to: usize): void {
  const s = f32x4.splat(scale);
  for (let i: i32 = 0; i < n; ++i) {
    let from = source + <usize>load<u32>(indices + (<usize>i << 2)) * <usize>size;
    let p: i32 = 0;
    for (; p + 8 <= size; p += 8, from += 8, to += 32) {
      const words = v128.load_ext<u8>(from);
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(words)), s));
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(words)), s), 16);
    }
    for (; p < size; ++p, ++from, to += 4) store<f32>(to, <f32>load<u8>(from) * scale);
  }
}

/** As `gatherBytes`, from examples of floats. */
export function gatherFloats(source: usize, indices: usize, n: i32, size: i32, scale: f32, to: usize): void {
  for (let i: i32 = 0; i < n; ++i) {
    let from = source + <usize>load<u32>(indices + (<usize>i << 2)) * <usize>size * 4;
    for (let p: i32 = 0; p < size; ++p, from += 4, to += 4) store<f32>(to, load<f32>(from) * scale);
  }
}

/** The chosen labels. */
export function gatherLabels(source: usize, indices: usize, n: i32, to: usize): void {
  for (let i: i32 = 0; i < n; ++i) store<u8>(to + i, load<u8>(source + load<u32>(indices + (<usize>i << 2))));
}

/** One row of `classes` numbers for each label: 1 at the label, 0 elsewhere. */
export function oneHot(n: i32, classes: i32, labels: usize, to: usize): void {
  memory.fill(to, 0, <usize>n * classes * 4);
  for (let i: i32 = 0; i < n; ++i, to += <usize>classes << 2) store<f32>(to + (<usize>load<u8>(labels + i) << 2), 1);
}

/** y ← x + b, row by row; x: [n, c]. */
export function addRows(n: i32, c: i32, bias: usize, x: usize): void {
  for (let i: i32 = 0; i < n; ++i) {
    let b = bias;
    let j: i32 = 0;
    for (; j + 4 <= c; j += 4, b += 16, x += 16) v128.store(x, f32x4.add(v128.load(x), v128.load(b)));
    for (; j < c; ++j, b += 4, x += 4) store<f32>(x, load<f32>(x) + load<f32>(b));
  }
}

/** Sums of the columns of x: [n, c]. */
export function sumRows(n: i32, c: i32, x: usize, to: usize): void {
  const row = <usize>c << 2;
  let j: i32 = 0;
  for (; j + 4 <= c; j += 4, x += 16, to += 16) {
    let s = f32x4.splat(0);
    for (let i: i32 = 0, p = x; i < n; ++i, p += row) s = f32x4.add(s, v128.load(p));
    v128.store(to, s);
  }
  for (; j < c; ++j, x += 4, to += 4) {
    let s: f32 = 0;
    for (let i: i32 = 0, p = x; i < n; ++i, p += row) s += load<f32>(p);
    store<f32>(to, s);
  }
}

/**
 * y ← x·mask, and the mask, which is 0 with probability `rate` and otherwise 1/(1 − rate). The same numbers as
 * `createRng` (mulberry32) gives one after another; its state is at `state`.
 */
export function dropout(n: i32, rate: f64, state: usize, x: usize, mask: usize, y: usize): void {
  let a = load<u32>(state);
  const keep = <f32>(1 / (1 - rate));
  for (let i: usize = 0; i < <usize>n << 2; i += 4) {
    a += 0x6d2b79f5;
    let t = a;
    t = (t ^ (t >> 15)) * (t | 1);
    t ^= t + (t ^ (t >> 7)) * (t | 61);
    const m: f32 = <f64>(t ^ (t >> 14)) / 4294967296.0 < rate ? 0 : keep;
    store<f32>(mask + i, m);
    store<f32>(y + i, load<f32>(x + i) * m);
  }
  store<u32>(state, a);
}

/** z ← x·y */
export function multiply(n: i32, x: usize, y: usize, z: usize): void {
  for (const end = x + (<usize>n << 2); x < end; x += 16, y += 16, z += 16)
    v128.store(z, f32x4.mul(v128.load(x), v128.load(y)));
}

/** y ← x */
export function copy(n: i32, x: usize, y: usize): void {
  memory.copy(y, x, <usize>n << 2);
}
