import {exp4, log} from "./math";
import {loadTail, storeTail} from "./simd";

/**
 * Mean cross-entropy of n rows of c logits, and its gradient (softmax − one-hot)/n in place of the logits where
 * `backward`. How many rows have their largest logit (the first of them) at their label is written to `correct`.
 */
export function crossEntropy(
  n: i32,
  c: i32,
  logits: usize,
  labels: usize,
  backward: bool,
  correct: usize
): f64 {
  let loss: f64 = 0;
  let right: u32 = 0;
  const share = <f32>1 / <f32>n;
  for (let i: i32 = 0; i < n; ++i, logits += <usize>c << 2) {
    const label = <i32>load<u8>(labels + i);
    let best: f32 = load<f32>(logits);
    let at: i32 = 0;
    for (let j: i32 = 1; j < c; ++j) {
      const v = load<f32>(logits + (<usize>j << 2));
      if (v > best || v != v) {
        best = v;
        at = j;
      }
    }
    if (at == label) right++;
    const own = load<f32>(logits + (<usize>label << 2)) - best;
    const s = exponentials(c, logits, best, backward);
    loss += log(<f64>s) - own;
    if (!backward) continue;
    const scale = share / s;
    for (let j: i32 = 0; j < c; ++j) {
      const p = logits + (<usize>j << 2);
      store<f32>(p, load<f32>(p) * scale);
    }
    const p = logits + (<usize>label << 2);
    store<f32>(p, load<f32>(p) - share);
  }
  store<u32>(correct, right);
  return loss / <f64>n;
}

/** Σ e^(x − shift) over c numbers, which the exponentials replace where `keep`. */
function exponentials(c: i32, x: usize, shift: f32, keep: bool): f32 {
  const by = f32x4.splat(shift);
  let sum: f32 = 0;
  for (let j: i32 = 0; j < c; j += 4, x += 16) {
    const lanes = c - j;
    const e = exp4(f32x4.sub(lanes >= 4 ? v128.load(x) : loadTail(x, lanes), by));
    sum += f32x4.extract_lane(e, 0);
    if (lanes > 1) sum += f32x4.extract_lane(e, 1);
    if (lanes > 2) sum += f32x4.extract_lane(e, 2);
    if (lanes > 3) sum += f32x4.extract_lane(e, 3);
    if (!keep) continue;
    if (lanes >= 4) v128.store(x, e);
    else storeTail(x, e, lanes);
  }
  return sum;
}

/** Softmax of n rows of c numbers, in place. */
export function softmax(n: i32, c: i32, x: usize): void {
  for (let i: i32 = 0; i < n; ++i, x += <usize>c << 2) {
    let best: f32 = load<f32>(x);
    for (let j: i32 = 1; j < c; ++j) best = max(best, load<f32>(x + (<usize>j << 2)));
    const scale = <f32>1 / exponentials(c, x, best, true);
    for (let j: i32 = 0; j < c; ++j) store<f32>(x + (<usize>j << 2), load<f32>(x + (<usize>j << 2)) * scale);
  }
}

/** dx ← y·(dy − Σ dy·y) for n rows of c numbers; y is the softmax. */
export function softmaxBackward(n: i32, c: i32, y: usize, dy: usize, dx: usize): void {
  for (let i: i32 = 0; i < n; ++i) {
    let dot: f32 = 0;
    for (let j: usize = 0; j < <usize>c << 2; j += 4) dot += load<f32>(y + j) * load<f32>(dy + j);
    for (let j: usize = 0; j < <usize>c << 2; j += 4)
      store<f32>(dx + j, load<f32>(y + j) * (load<f32>(dy + j) - dot));
    y += <usize>c << 2;
    dy += <usize>c << 2;
    dx += <usize>c << 2;
  }
}

/** Mean of (y − t)² over `size` numbers, and its gradient 2(y − t)/size in place of y where `backward`. */
export function meanSquare(size: i32, y: usize, t: usize, backward: bool): f64 {
  let loss: f64 = 0;
  const scale = <f32>2 / <f32>size;
  for (const end = y + (<usize>size << 2); y < end; y += 4, t += 4) {
    const d = load<f32>(y) - load<f32>(t);
    loss += <f64>d * <f64>d;
    if (backward) store<f32>(y, d * scale);
  }
  return loss / <f64>size;
}
