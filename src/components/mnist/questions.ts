import type {BatchNoise, Chain} from "../../lib/train/inspect/index.js";
import type {DigitData} from "./digits.js";

/** What the page may ask the worker, by name: the arguments. */
export interface Questions {
  /** Ten probabilities for one image of bytes. */
  predict: {readonly image: Uint8Array};
  /** Test digits by number. */
  digits: {readonly indices: readonly number[]};
  /** What each layer makes of one image. */
  layers: {readonly image: Uint8Array};
  /** Test digits of one class that got one answer at the last evaluation, surest first. */
  cell: {readonly label: number; readonly answer: number; readonly most: number};
  /** Test digits that were wrong at the last evaluation, surest first. */
  mistakes: {readonly most: number};
  /** The loss on the plane of the two principal directions of the run's path. */
  landscape: {readonly size: number};
  /** The largest eigenvalue of the Hessian at the weights now. */
  sharpness: Record<string, never>;
  /** Mini-batch gradients at the weights now, on the run's plane. */
  noise: {readonly sizes: readonly number[]; readonly draws: number};
  /** The factors of one weight's derivative for one test digit; input and unit are chosen where they are not given. */
  chain: {readonly index: number; readonly input?: number; readonly unit?: number};
  /** The weights now. */
  weights: Record<string, never>;
  /** A copy of the data for another worker: so many training examples, or all where 0. */
  lend: {readonly examples: number};
}

/** Test digits: images one after another, their labels, and what the network said of each. */
export interface Digits {
  readonly indices: Uint32Array;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** The answer, and its probability, at the last evaluation; empty before the first. */
  readonly answers: Uint8Array;
  readonly sure: Float32Array;
}

export interface LayerView {
  readonly name: string;
  /** Of one example: [128], or [8, 26, 26]. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One image on its way through the network. */
export interface LayersView {
  readonly layers: readonly LayerView[];
  readonly probabilities: Float32Array;
  /** What each unit before the last layer adds to the winner's score: h·w. */
  readonly contributions: Float32Array;
  readonly winner: number;
  /** Pixel times the slope of the winner's score in it: what speaks for the winner (+) and against it (−). */
  readonly influence: Float32Array;
}

export interface Landscape {
  readonly size: number;
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  /** Row by row from b's lowest. */
  readonly losses: Float64Array;
  readonly path: readonly (readonly [number, number])[];
  readonly steps: readonly number[];
  readonly explained: readonly [number, number];
  readonly examples: number;
}

export interface SharpnessView {
  readonly value: number;
  readonly residual: number;
  readonly iterations: number;
  readonly examples: number;
  readonly step: number;
}

/** The answers, by the same names. */
export interface Answers {
  predict: Float32Array | undefined;
  digits: Digits;
  layers: LayersView;
  cell: Digits & {readonly total: number};
  mistakes: Digits & {readonly total: number};
  landscape: Landscape;
  sharpness: SharpnessView;
  noise: {readonly sizes: readonly BatchNoise[]; readonly step: number};
  chain: Chain & {readonly input: number; readonly unit: number; readonly label: number; readonly image: Uint8Array};
  weights: {readonly weights: Float32Array; readonly step: number; readonly pixels: number; readonly classes: number};
  lend: DigitData;
}
