import {createRng, type Rng} from "../rng.js";
import type {Dataset} from "./dataset.js";

export interface ToyOptions {
  readonly seed?: number;
  /** Standard deviation of the noise added to each coordinate (or to y, for a line). */
  readonly noise?: number;
}

/** Two interleaved half circles. */
export function moons(count: number, {seed = 1, noise = 0.1}: ToyOptions = {}): Dataset {
  return points(count, 2, {seed, noise}, (label, rng) => {
    const t = Math.PI * rng.uniform();
    return label === 0 ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)];
  });
}

/** A circle of radius 1 around one of radius ½. */
export function circles(count: number, {seed = 1, noise = 0.05}: ToyOptions = {}): Dataset {
  return points(count, 2, {seed, noise}, (label, rng) => {
    const t = 2 * Math.PI * rng.uniform();
    const r = label === 0 ? 1 : 0.5;
    return [r * Math.cos(t), r * Math.sin(t)];
  });
}

/** Arms of a spiral, one a class, each going round once and three quarters. */
export function spirals(
  count: number,
  {seed = 1, noise = 0.05, classes = 2}: ToyOptions & {classes?: number} = {}
): Dataset {
  return points(count, classes, {seed, noise}, (label, rng) => {
    const r = rng.uniform();
    const t = 1.75 * 2 * Math.PI * r + (2 * Math.PI * label) / classes;
    return [r * Math.cos(t), r * Math.sin(t)];
  });
}

/** Round clouds whose middles stand on the unit circle. */
export function blobs(
  count: number,
  {seed = 1, noise = 0.25, classes = 3}: ToyOptions & {classes?: number} = {}
): Dataset {
  return points(count, classes, {seed, noise}, (label) => {
    const t = (2 * Math.PI * label) / classes;
    return [Math.cos(t), Math.sin(t)];
  });
}

/** Class 0 where x and y have the same sign, class 1 where they differ; x and y in [−1, 1] before the noise. */
export function xor(count: number, {seed = 1, noise = 0}: ToyOptions = {}): Dataset {
  return points(count, 2, {seed, noise}, (label, rng) => {
    const x = 2 * rng.uniform() - 1;
    const y = 2 * rng.uniform() - 1;
    return x * y < 0 === (label === 1) ? [x, y] : [x, -y];
  });
}

/** For regression: y = slope·x + intercept + noise, x uniform in [−1, 1]. `targets` is [count, 1]. */
export function noisyLine(
  count: number,
  {seed = 1, noise = 0.1, slope = 2, intercept = -0.5}: ToyOptions & {slope?: number; intercept?: number} = {}
): Dataset {
  const rng = createRng(seed);
  const inputs = new Float64Array(count);
  const targets = new Float64Array(count);
  for (let i = 0; i < count; ++i) {
    inputs[i] = 2 * rng.uniform() - 1;
    targets[i] = slope * inputs[i] + intercept + noise * rng.normal();
  }
  return {inputs, targets, labels: new Uint8Array(0), count, shape: [1], scale: 1, classes: 0, source: "toy"};
}

function points(
  count: number,
  classes: number,
  {seed, noise}: Required<ToyOptions>,
  place: (label: number, rng: Rng) => [number, number]
): Dataset {
  if (!Number.isInteger(classes) || classes < 2 || classes > 255)
    throw new Error(`toy data: invalid number of classes: ${classes}; expected 2 to 255`);
  const rng = createRng(seed);
  const inputs = new Float64Array(2 * count);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; ++i) {
    labels[i] = i % classes;
    const [x, y] = place(labels[i], rng);
    inputs[2 * i] = x + noise * rng.normal();
    inputs[2 * i + 1] = y + noise * rng.normal();
  }
  return {inputs, labels, count, shape: [2], scale: 1, classes, source: "toy"};
}
