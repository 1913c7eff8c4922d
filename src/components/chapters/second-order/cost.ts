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
