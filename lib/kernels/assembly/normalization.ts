import {fma, total} from "./simd";

// Groups of numbers brought to mean 0 and variance 1. A group is some pieces of `size` numbers that lie `stride` bytes
// apart: one row for layer norm; for batch norm the plane of one channel in every example. Sums are float32 within a
// piece, four at a time, and doubles from piece to piece.

/** Σ x over a group. */
function sumOf(pieces: i32, size: i32, stride: usize, x: usize): f64 {
  let sum: f64 = 0;
  for (let i: i32 = 0; i < pieces; ++i, x += stride) {
    let p: i32 = 0;
    let at = x;
    let s = f32x4.splat(0);
    for (; p + 4 <= size; p += 4, at += 16) s = f32x4.add(s, v128.load(at));
    sum += total(s);
    for (; p < size; ++p, at += 4) sum += load<f32>(at);
  }
  return sum;
}

/** Σ (x − m)·y, or with y = 0 Σ (x − m)², over a group. */
function productOf(pieces: i32, size: i32, stride: usize, x: usize, m: f32, y: usize): f64 {
  const mean = f32x4.splat(m);
  let sum: f64 = 0;
  for (let i: i32 = 0; i < pieces; ++i, x += stride) {
    let p: i32 = 0;
    let at: usize = 0;
    let s = f32x4.splat(0);
    for (; p + 4 <= size; p += 4, at += 16) {
      const d = f32x4.sub(v128.load(x + at), mean);
      s = fma(d, y ? v128.load(y + at) : d, s);
    }
    sum += total(s);
    for (; p < size; ++p, at += 4) {
      const d = load<f32>(x + at) - m;
      sum += d * (y ? load<f32>(y + at) : d);
    }
    if (y) y += stride;
  }
  return sum;
}

/** to ← a·(x − m) + c over a group, and b·g more unless g is 0. */
function combine(pieces: i32, size: i32, stride: usize, a: f32, x: usize, m: f32, c: f32, b: f32, g: usize, to: usize): void {
  const a4 = f32x4.splat(a), b4 = f32x4.splat(b), c4 = f32x4.splat(c), mean = f32x4.splat(m);
  for (let i: i32 = 0; i < pieces; ++i, x += stride, to += stride) {
    let p: i32 = 0;
    let at: usize = 0;
    for (; p + 4 <= size; p += 4, at += 16) {
      let v = fma(a4, f32x4.sub(v128.load(x + at), mean), c4);
      if (g) v = fma(b4, v128.load(g + at), v);
      v128.store(to + at, v);
    }
    for (; p < size; ++p, at += 4) {
      let v = a * (load<f32>(x + at) - m) + c;
      if (g) v += b * load<f32>(g + at);
      store<f32>(to + at, v);
    }
    if (g) g += stride;
  }
}

/**
 * y = (x − μ)/√(σ² + ε)·weight + bias for each channel of x: [n, channels, size]. In training μ and σ² are the batch's,
 * and the running `mean` and `variance` follow: r ← (1 − momentum)·r + momentum·new, the unbiased σ²; otherwise they are
 * the running ones. `stats`: μ and 1/√(σ² + ε) of each channel, for the way back.
 */
export function batchNorm(
  n: i32,
  channels: i32,
  size: i32,
  x: usize,
  y: usize,
  stats: usize,
  weight: usize,
  bias: usize,
  mean: usize,
  variance: usize,
  epsilon: f64,
  momentum: f64,
  training: bool
): void {
  const plane = <usize>size << 2;
  const stride = plane * channels;
  const count = <f64>n * size;
  for (let c: i32 = 0; c < channels; ++c, x += plane, y += plane) {
    const at = <usize>c << 2;
    let mu = load<f32>(mean + at);
    let square: f64 = load<f32>(variance + at);
    if (training) {
      mu = <f32>(sumOf(n, size, stride, x) / count);
      square = productOf(n, size, stride, x, mu, 0) / count;
      follow(mean + at, mu, momentum);
      follow(variance + at, square * (count / (count - 1)), momentum);
    }
    const scale = <f32>(1 / Math.sqrt(square + epsilon));
    store<f32>(stats + at, mu);
    store<f32>(stats + (<usize>channels << 2) + at, scale);
    const slope = load<f32>(weight + at) * scale;
    combine(n, size, stride, slope, x, mu, load<f32>(bias + at), 0, 0, y);
  }
}

// @ts-ignore: decorator
@inline
function follow(running: usize, fresh: f64, momentum: f64): void {
  const r: f64 = load<f32>(running);
  store<f32>(running, <f32>(r + momentum * (fresh - r)));
}

/**
 * The way back of `batchNorm` in training: ∂weight, ∂bias and, unless dx is 0,
 * dx = weight/σ·(dy − mean(dy) − x̂·mean(dy·x̂)), where x̂ = (x − μ)/σ.
 */
export function batchNormBackward(
  n: i32,
  channels: i32,
  size: i32,
  x: usize,
  stats: usize,
  weight: usize,
  dy: usize,
  dWeight: usize,
  dBias: usize,
  dx: usize
): void {
  const plane = <usize>size << 2;
  const stride = plane * channels;
  const count = <f32>n * <f32>size;
  for (let c: i32 = 0; c < channels; ++c, x += plane, dy += plane) {
    const at = <usize>c << 2;
    const mu = load<f32>(stats + at), scale = load<f32>(stats + (<usize>channels << 2) + at);
    const sum = <f32>sumOf(n, size, stride, dy);
    const along = <f32>productOf(n, size, stride, x, mu, dy) * scale;
    store<f32>(dWeight + at, along);
    store<f32>(dBias + at, sum);
    if (!dx) continue;
    const slope = load<f32>(weight + at) * scale;
    const a = (-slope * scale * along) / count;
    combine(n, size, stride, a, x, mu, -slope * (sum / count), slope, dy, dx + <usize>c * plane);
  }
}

/**
 * y = (x − μ)/√(σ² + ε)·weight + bias for each row of x: [n, size], μ and σ² the row's own. `stats`: μ and
 * 1/√(σ² + ε) of each row, for the way back.
 */
export function layerNorm(
  n: i32,
  size: i32,
  x: usize,
  y: usize,
  stats: usize,
  weight: usize,
  bias: usize,
  epsilon: f64
): void {
  const row = <usize>size << 2;
  for (let i: i32 = 0; i < n; ++i, x += row, stats += 8) {
    const mu = <f32>(sumOf(1, size, 0, x) / size);
    const scale = <f32>(1 / Math.sqrt(productOf(1, size, 0, x, mu, 0) / size + epsilon));
    store<f32>(stats, mu);
    store<f32>(stats, scale, 4);
    for (let p: usize = 0; p < row; p += 4, y += 4)
      store<f32>(y, (load<f32>(x + p) - mu) * scale * load<f32>(weight + p) + load<f32>(bias + p));
  }
}

/**
 * The way back of `layerNorm`: ∂weight, ∂bias and, unless dx is 0, dx = (h − mean(h) − x̂·mean(h·x̂))/σ, where
 * h = dy·weight and x̂ = (x − μ)/σ. dy is overwritten by h.
 */
export function layerNormBackward(
  n: i32,
  size: i32,
  x: usize,
  stats: usize,
  weight: usize,
  dy: usize,
  dWeight: usize,
  dBias: usize,
  dx: usize
): void {
  const row = <usize>size << 2;
  memory.fill(dWeight, 0, row);
  memory.fill(dBias, 0, row);
  for (let i: i32 = 0; i < n; ++i, x += row, dy += row, stats += 8) {
    const mu = load<f32>(stats), scale = load<f32>(stats, 4);
    for (let p: usize = 0; p < row; p += 4) {
      const d = load<f32>(dy + p);
      store<f32>(dWeight + p, load<f32>(dWeight + p) + d * ((load<f32>(x + p) - mu) * scale));
      store<f32>(dBias + p, load<f32>(dBias + p) + d);
      store<f32>(dy + p, d * load<f32>(weight + p));
    }
    if (!dx) continue;
    const mean = <f32>(sumOf(1, size, 0, dy) / size);
    const along = <f32>(productOf(1, size, 0, x, mu, dy) / size) * scale;
    combine(1, size, 0, -scale * scale * along, x, mu, -scale * mean, scale, dy, dx + <usize>i * row);
  }
}
