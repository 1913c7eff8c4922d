import {grouped} from "../../format.js";

/** What one step of a method costs on n parameters. */
export interface Cost {
  /** Numbers kept besides θ and g. */
  readonly memory: number;
  /** Additions and multiplications besides the gradient. */
  readonly work: number;
}

/** Methods whose costs the chapter compares. */
export type Method = "gradientDescent" | "adam" | "cg" | "lbfgs" | "newton";

/**
 * Costs to leading order. Newton stores the n × n Hessian and solves with a Cholesky factorisation, n³/3; L-BFGS keeps
 * `history` pairs of vectors and makes 4·history·n multiply-adds in its two loops; conjugate gradient keeps a direction
 * and the last gradient.
 */
export function costOf(method: Method, n: number, {history = 10}: {history?: number} = {}): Cost {
  switch (method) {
    case "gradientDescent":
      return {memory: 0, work: 2 * n};
    case "adam":
      return {memory: 2 * n, work: 12 * n};
    case "cg":
      return {memory: 2 * n, work: 8 * n};
    case "lbfgs":
      return {memory: 2 * history * n, work: 8 * history * n};
    case "newton":
      return {memory: n * n, work: n ** 3 / 3};
  }
}

/** Parameters of a dense network: the sum of (inputs + 1)·outputs. */
export function parameterCount(widths: readonly number[]): number {
  return widths.slice(1).reduce((n, out, i) => n + (widths[i] + 1) * out, 0);
}

/** Operations a second that the chapter reckons with: about what one core of a laptop does in such work. */
export const RATE = 1e10;

/** Seconds of a method's own arithmetic in one step. */
export const seconds = (method: Method, n: number): number => costOf(method, n).work / RATE;

const units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];

/** Sizes for people, in powers of a thousand. */
export const bytes = {
  show(size: number): string {
    const k = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3 + 1e-9)));
    return `${Number((size / 1000 ** k).toPrecision(3))} ${units[k]}`;
  },
  power: (n: number): string => `10${String(Math.round(Math.log10(n))).replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)])}`
};

/** A time for people: from nanoseconds to years. */
export function time(s: number): string {
  const steps: [number, string][] = [
    [1e-9, "nanoseconds"],
    [1e-6, "microseconds"],
    [1e-3, "milliseconds"],
    [1, "seconds"],
    [60, "minutes"],
    [3600, "hours"],
    [86_400, "days"],
    [31_557_600, "years"]
  ];
  const [size, name] = steps.findLast(([from]) => s >= from) ?? steps[0];
  const amount = s / size;
  return `${amount >= 1e6 ? `10${String(Math.round(Math.log10(amount))).replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)])}` : amount >= 100 ? grouped(Number(amount.toPrecision(2))) : Number(amount.toPrecision(2))} ${name}`;
}
