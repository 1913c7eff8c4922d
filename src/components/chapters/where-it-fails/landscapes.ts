import {saddle} from "../../../lib/surfaces/saddle.js";
import type {Surface} from "../../../lib/surfaces/surface.js";
import {add, mul, neg, sigmoid, softplus, square, sub} from "../../../lib/tensor/elementwise.js";

/** A place where descent can get stuck, and when it counts as free again. */
export interface Landscape {
  readonly id: "saddle" | "plateau" | "crossEntropy" | "localMinimum";
  readonly surface: Surface;
  /** Start for the slider's number. */
  start(distance: number): readonly [number, number];
  /** Range and first value of the slider; `log` where it should move by factors. */
  readonly distance: {
    readonly min: number;
    readonly max: number;
    readonly value: number;
    readonly scale: "linear" | "log";
  };
  escaped(x: number, y: number): boolean;
}

/** Between the two basins of the saddle, nearly on the ridge. */
const nearSaddle: Landscape = {
  id: "saddle",
  surface: {...saddle, domain: {x: [-2.4, 2.4], y: [-1.5, 1.5]}},
  start: (d) => [-1.6, d],
  distance: {min: 1e-12, max: 0.3, value: 1e-3, scale: "log"},
  escaped: (_, y) => Math.abs(y) > 0.5
};

/**
 * One neuron σ(wu + b) that should say 1 at u = 1 and 0 at u = −1. For w far below 0 it is surely wrong, and the squared
 * error is flat there: its slope carries the factor σ′.
 */
const neuron = {
  minima: [],
  domain: {x: [-12, 8], y: [-6.25, 6.25]},
  starts: [[-6, 0]],
  learningRate: 0.5,
  levels: "linear",
  source: "One sigmoid unit on two examples."
} as const;

const plateau: Landscape = {
  id: "plateau",
  surface: {
    ...neuron,
    id: "plateau",
    name: "Saturated neuron, squared error",
    tex: "\\tfrac12\\bigl(1-\\sigma(x+y)\\bigr)^2 + \\tfrac12\\,\\sigma(y-x)^2",
    J: (x, y) => mul(0.5, add(square(sub(1, sigmoid(add(x, y)))), square(sigmoid(sub(y, x))))),
    about: "Flat where the neuron is surely wrong."
  },
  start: (d) => [-d, 0.4],
  distance: {min: 1, max: 11, value: 6, scale: "linear"},
  escaped: (x) => x > 1
};

const crossEntropy: Landscape = {
  ...plateau,
  id: "crossEntropy",
  surface: {
    ...neuron,
    id: "saturated",
    name: "Saturated neuron, cross-entropy",
    tex: "\\tfrac12\\ln\\bigl(1+e^{-x-y}\\bigr) + \\tfrac12\\ln\\bigl(1+e^{y-x}\\bigr)",
    J: (x, y) => mul(0.5, add(softplus(neg(add(x, y))), softplus(sub(y, x)))),
    about: "The same neuron: no plateau."
  }
};

/** A double well in x, tilted so that the left one is deeper. */
const localMinimum: Landscape = {
  id: "localMinimum",
  surface: {
    id: "wells",
    name: "Tilted double well",
    tex: "\\tfrac14(x^2-1)^2 + \\tfrac{3}{20}x + \\tfrac12 y^2",
    J: (x, y) => add(add(mul(0.25, square(sub(square(x), 1))), mul(0.15, x)), mul(0.5, square(y))),
    minima: wells(),
    domain: {x: [-2.2, 2.2], y: [-1.375, 1.375]},
    starts: [[1.4, 0.8]],
    learningRate: 0.1,
    levels: "linear",
    about: "Two basins; the left one is deeper.",
    source: "A quartic double well with a tilt."
  },
  start: (d) => [d, 0.8],
  distance: {min: 0.1, max: 2, value: 1.4, scale: "linear"},
  escaped: (x) => x < -0.5
};

/** The two minima of the tilted double well: roots of x³ − x + 0.15, by Newton's method. */
function wells() {
  return [-1, 1].map((x) => {
    for (let i = 0; i < 20; ++i) x -= (x ** 3 - x + 0.15) / (3 * x * x - 1);
    return {x, y: 0, loss: (x * x - 1) ** 2 / 4 + 0.15 * x};
  });
}

/** All of one shape, so that a figure can change between them without moving. */
export const landscapes: readonly Landscape[] = [nearSaddle, plateau, crossEntropy, localMinimum];
