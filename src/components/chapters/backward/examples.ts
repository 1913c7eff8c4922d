import {add, exp, mul, sigmoid, square, sub} from "../../../lib/tensor/elementwise.js";
import type {Fn} from "../../../lib/tensor/grad.js";

/** An expression with the numbers it starts from. */
export interface Example {
  /** As a reader would type it. */
  readonly source: string;
  readonly about: string;
  readonly f: Fn;
  readonly at: Readonly<Record<string, number>>;
}

/** Expressions that need no parser; the reader's own are read by `compile`. */
export const examples: readonly Example[] = [
  {
    source: "(w * x + b - t)^2",
    about: "a neuron and its squared error",
    f: (w, x, b, t) => square(sub(add(mul(w, x), b), t)),
    at: {w: 0.5, x: 2, b: 0.3, t: 2}
  },
  {
    source: "a * b + exp(a)",
    about: "one variable on two paths",
    f: (a, b) => add(mul(a, b), exp(a)),
    at: {a: 0.5, b: 3}
  },
  {
    source: "sigmoid(a * sigmoid(b * x))",
    about: "two layers: watch the gradient shrink",
    f: (a, b, x) => sigmoid(mul(a, sigmoid(mul(b, x)))),
    at: {a: 1, b: 1, x: 0.8}
  }
];
