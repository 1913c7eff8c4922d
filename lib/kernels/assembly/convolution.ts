// Images are [channels, height, width], one example at a time.

/**
 * The windows of one image as columns: [channels·kh·kw, oh·ow]; zeros where a window reaches into the padding.
 */
export function im2col(
  x: usize,
  channels: i32,
  h: i32,
  w: i32,
  kh: i32,
  kw: i32,
  sh: i32,
  sw: i32,
  ph: i32,
  pw: i32,
  oh: i32,
  ow: i32,
  to: usize
): void {
  for (let c: i32 = 0; c < channels; ++c, x += <usize>(h * w) << 2)
    for (let i: i32 = 0; i < kh; ++i)
      for (let j: i32 = 0; j < kw; ++j)
        for (let y: i32 = 0; y < oh; ++y, to += <usize>ow << 2) {
          const row = y * sh + i - ph;
          if (row < 0 || row >= h) {
            memory.fill(to, 0, <usize>ow << 2);
            continue;
          }
          const from = x + (<usize>(row * w) << 2);
          if (sw == 1 && pw == 0) {
            copyFloats(from + (<usize>j << 2), to, ow);
            continue;
          }
          for (let z: i32 = 0; z < ow; ++z) {
            const column = z * sw + j - pw;
            store<f32>(
              to + (<usize>z << 2),
              column >= 0 && column < w ? load<f32>(from + (<usize>column << 2)) : 0
            );
          }
        }
}

// @ts-ignore: decorator
@inline
function copyFloats(from: usize, to: usize, n: i32): void {
  let i: usize = 0;
  const bytes = <usize>n << 2;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i));
}

/** Adds columns back to the image that they came from: the adjoint of `im2col`. */
export function col2im(
  columns: usize,
  channels: i32,
  h: i32,
  w: i32,
  kh: i32,
  kw: i32,
  sh: i32,
  sw: i32,
  ph: i32,
  pw: i32,
  oh: i32,
  ow: i32,
  to: usize
): void {
  memory.fill(to, 0, <usize>(channels * h * w) << 2);
  for (let c: i32 = 0; c < channels; ++c, to += <usize>(h * w) << 2)
    for (let i: i32 = 0; i < kh; ++i)
      for (let j: i32 = 0; j < kw; ++j)
        for (let y: i32 = 0; y < oh; ++y, columns += <usize>ow << 2) {
          const row = y * sh + i - ph;
          if (row < 0 || row >= h) continue;
          const target = to + (<usize>(row * w) << 2);
          let z: i32 = 0;
          if (sw == 1 && pw == 0) {
            const start = target + (<usize>j << 2);
            for (; z + 4 <= ow; z += 4) {
              const at = <usize>z << 2;
              v128.store(start + at, f32x4.add(v128.load(start + at), v128.load(columns + at)));
            }
          }
          for (; z < ow; ++z) {
            const column = z * sw + j - pw;
            if (column < 0 || column >= w) continue;
            const at = target + (<usize>column << 2);
            store<f32>(at, load<f32>(at) + load<f32>(columns + (<usize>z << 2)));
          }
        }
}

/** The largest number of each window of `planes` planes, and where it lies: the first of equals. */
export function maxPool(
  planes: i32,
  h: i32,
  w: i32,
  kh: i32,
  kw: i32,
  sh: i32,
  sw: i32,
  oh: i32,
  ow: i32,
  x: usize,
  y: usize,
  winners: usize
): void {
  for (let p: i32 = 0; p < planes; ++p)
    for (let r: i32 = 0; r < oh; ++r)
      for (let c: i32 = 0; c < ow; ++c, y += 4, winners += 4) {
        const first = (p * h + r * sh) * w + c * sw;
        let at = first;
        let best = load<f32>(x + (<usize>at << 2));
        for (let i: i32 = 0; i < kh; ++i)
          for (let j: i32 = 0; j < kw; ++j) {
            const q = first + i * w + j;
            const v = load<f32>(x + (<usize>q << 2));
            if (v > best) {
              best = v;
              at = q;
            }
          }
        store<f32>(y, best);
        store<i32>(winners, at);
      }
}

/** Sends each of n gradients to where its window's largest number lay; the rest of the `size` numbers are 0. */
export function maxPoolBackward(n: i32, size: i32, dy: usize, winners: usize, dx: usize): void {
  memory.fill(dx, 0, <usize>size << 2);
  for (const end = dy + (<usize>n << 2); dy < end; dy += 4, winners += 4) {
    const at = dx + (<usize>load<u32>(winners) << 2);
    store<f32>(at, load<f32>(at) + load<f32>(dy));
  }
}

/** Adds bias[c] to each of the `size` numbers of plane c. */
export function addPlanes(channels: i32, size: i32, bias: usize, x: usize): void {
  for (let c: i32 = 0; c < channels; ++c, bias += 4) {
    const b = load<f32>(bias);
    const v = f32x4.splat(b);
    let i: i32 = 0;
    for (; i + 4 <= size; i += 4, x += 16) v128.store(x, f32x4.add(v128.load(x), v));
    for (; i < size; ++i, x += 4) store<f32>(x, load<f32>(x) + b);
  }
}

/** Adds the sum of each plane to `to`. */
export function sumPlanes(channels: i32, size: i32, x: usize, to: usize): void {
  for (let c: i32 = 0; c < channels; ++c, to += 4) {
    let v = f32x4.splat(0);
    let i: i32 = 0;
    for (; i + 4 <= size; i += 4, x += 16) v = f32x4.add(v, v128.load(x));
    let s =
      f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
    for (; i < size; ++i, x += 4) s += load<f32>(x);
    store<f32>(to, load<f32>(to) + s);
  }
}

/** x ← value, n floats. */
export function fill(n: i32, x: usize, value: f32): void {
  for (const end = x + (<usize>n << 2); x < end; x += 4) store<f32>(x, value);
}
