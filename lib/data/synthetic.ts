import {createRng, type Rng} from "../rng.js";
import type {Dataset} from "./dataset.js";
import {centreByMass, SIDE} from "./digit.js";
import {type Stroke, skeletons} from "./skeletons.js";

type Point = [number, number];

/**
 * Draws `count` handwritten-looking digits, 28×28 bytes, the classes in turn and then shuffled.
 *
 * Each is a skeleton variant whose points are moved at random, bent by a smooth random field, slanted, turned,
 * narrowed or widened, drawn with a pen of random width and softness, fitted into 20×20 and centred by mass, as
 * MNIST's were. Seeded: same seed, same bytes. A stand-in for when MNIST cannot be had; what a network trained on
 * them reaches on the real test set is in docs/benchmarks.md.
 */
export function syntheticDigits(count: number, {seed = 1}: {seed?: number} = {}): Dataset {
  const drawing = drawDigits(count, {seed});
  for (;;) {
    const {done, value} = drawing.next();
    if (done) return value;
  }
}

/** `syntheticDigits` in pieces: yields how many are drawn after each, so that other things can be done in between. */
export function* drawDigits(count: number, {seed = 1}: {seed?: number} = {}): Generator<number, Dataset, undefined> {
  const rng = createRng(seed);
  const labels = Uint8Array.from(rng.permutation(count), (i) => i % 10);
  const size = SIDE * SIDE;
  const inputs = new Uint8Array(count * size);
  for (let i = 0; i < count; ++i) {
    inputs.set(drawDigit(labels[i], rng), i * size);
    yield i + 1;
  }
  return {inputs, labels, count, shape: [SIDE, SIDE], scale: 1 / 255, classes: 10, source: "synthetic"};
}

/** One digit with fresh randomness, as 784 bytes. */
export function drawDigit(label: number, rng: Rng): Uint8Array {
  const variants = skeletons[label];
  const variant = variants[rng.integer(variants.length)];
  const warp = randomWarp(label, rng);
  const jitter = 0.035 + 0.02 * Math.abs(rng.normal());
  const strokes = variant.map((points) => smooth(shake(points, jitter, rng)).map(warp));
  const thickness = Math.min(4.6, Math.max(1.5, 2.6 + 0.75 * rng.normal()));
  return render(strokes, thickness / 2, 0.55 + 0.35 * rng.uniform());
}

/** Moves each point by a normal displacement; the two halves of a corner stay together. */
function shake(points: Stroke, sigma: number, rng: Rng): Point[] {
  const moved: Point[] = [];
  points.forEach(([x, y], i) => {
    const same = i > 0 && points[i - 1][0] === x && points[i - 1][1] === y;
    moved.push(same ? [...moved[i - 1]] : [x + sigma * rng.normal(), y + sigma * rng.normal()]);
  });
  return moved;
}

/** Catmull–Rom curve through the points, eight pieces a span; a doubled point is a corner. */
function smooth(points: readonly Point[]): Point[] {
  const curve: Point[] = [points[0]];
  const at = (i: number, from: number, to: number) => points[Math.max(from, Math.min(to, i))];
  let from = 0;
  for (let end = 1; end < points.length; ++end) {
    const corner = points[end][0] === points[end - 1][0] && points[end][1] === points[end - 1][1];
    if (!corner && end < points.length - 1) continue;
    const to = corner ? end - 1 : end;
    for (let i = from; i < to; ++i) {
      const [p, q, r, s] = [at(i - 1, from, to), points[i], points[i + 1], at(i + 2, from, to)];
      for (let k = 1; k <= 8; ++k) curve.push(catmullRom(p, q, r, s, k / 8));
    }
    from = end;
  }
  return curve;
}

function catmullRom(p: Point, q: Point, r: Point, s: Point, t: number): Point {
  const f = (a: number, b: number, c: number, d: number) =>
    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return [f(p[0], q[0], r[0], s[0]), f(p[1], q[1], r[1], s[1])];
}

/** A smooth bend, then width, turn and slant. A 1 keeps to a line, so it leans more. */
function randomWarp(label: number, rng: Rng): (p: Point) => Point {
  const bend = 0.035;
  const waves = Array.from({length: 4}, () => ({
    ax: bend * rng.normal(),
    ay: bend * rng.normal(),
    kx: 1.5 + 3.5 * rng.uniform(),
    ky: 1.5 + 3.5 * rng.uniform(),
    phase: 2 * Math.PI * rng.uniform()
  }));
  const aspect = (label === 1 ? 0.6 : 0.78) * Math.exp(0.16 * rng.normal());
  const slant = (label === 1 ? 0.25 : 0.17) + (label === 1 ? 0.32 : 0.22) * rng.normal();
  const turn = 0.09 * rng.normal();
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return ([x, y]) => {
    let u = x - 0.5;
    let v = y - 0.5;
    for (const {ax, ay, kx, ky, phase} of waves) {
      const wave = Math.sin(kx * x + ky * y + phase);
      u += ax * wave;
      v += ay * wave;
    }
    u = u * aspect - slant * v;
    return [cos * u - sin * v, sin * u + cos * v];
  };
}

/**
 * Draws the strokes with a round pen of `radius` pixels whose edge fades over `soft` pixels either side, the ink
 * fitted into 20×20, and centres it by mass.
 */
function render(strokes: readonly (readonly Point[])[], radius: number, soft: number): Uint8Array {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const points of strokes)
    for (const [x, y] of points) {
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
    }
  const scale = (20 - 2 * radius) / Math.max(x1 - x0, y1 - y0);
  const w = Math.min(20, Math.ceil((x1 - x0) * scale + 2 * radius));
  const h = Math.min(20, Math.ceil((y1 - y0) * scale + 2 * radius));
  const nearest = new Float64Array(w * h).fill(Infinity);
  const place = ([x, y]: Point): Point => [(x - x0) * scale + radius, (y - y0) * scale + radius];
  for (const points of strokes)
    for (let i = 1; i < points.length; ++i)
      nearSegment(nearest, w, h, place(points[i - 1]), place(points[i]), radius + soft);
  const ink = Float64Array.from(
    nearest,
    (d) => 255 * Math.min(1, Math.max(0, 0.5 + (radius - Math.sqrt(d)) / (2 * soft)))
  );
  return centreByMass(ink, w, h);
}

/** Lowers each pixel's squared distance to the segment a–b, within `reach` of it. */
function nearSegment(nearest: Float64Array, w: number, h: number, a: Point, b: Point, reach: number): void {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const left = Math.max(0, Math.floor(Math.min(a[0], b[0]) - reach));
  const right = Math.min(w, Math.ceil(Math.max(a[0], b[0]) + reach));
  const top = Math.max(0, Math.floor(Math.min(a[1], b[1]) - reach));
  const bottom = Math.min(h, Math.ceil(Math.max(a[1], b[1]) + reach));
  for (let i = top; i < bottom; ++i)
    for (let j = left; j < right; ++j) {
      const [px, py] = [j + 0.5 - a[0], i + 0.5 - a[1]];
      const t = length2 > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / length2)) : 0;
      const [ex, ey] = [px - t * dx, py - t * dy];
      const d = ex * ex + ey * ey;
      if (d < nearest[i * w + j]) nearest[i * w + j] = d;
    }
}
