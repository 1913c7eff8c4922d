import {zerosLike} from "./hyperparameters.js";
import type {Floats} from "./rule.js";
import {dot} from "./vectors.js";

/** The last few pairs s = step, y = change of gradient: all that L-BFGS knows of the curvature. */
export interface History {
  /** Oldest first; each has its own arrays, which are used again. */
  readonly pairs: {readonly s: Floats; readonly y: Floats; rho: number; alpha: number}[];
  /** H₀ = γ·I. */
  gamma: number;
}

export const emptyHistory = (): History => ({pairs: [], gamma: 1});

/** Remembers a pair and forgets the oldest beyond `size`. Pairs without positive curvature are not worth keeping. */
export function remember(history: History, s: Floats, y: Floats, size: number): void {
  const {pairs} = history;
  const ys = dot(y, s);
  if (!(ys > 1e-10)) return;
  while (pairs.length > size) pairs.shift();
  const pair =
    pairs.length === size ? pairs.shift()! : {s: zerosLike(s.length, s), y: zerosLike(y.length, y), rho: 0, alpha: 0};
  pair.s.set(s);
  pair.y.set(y);
  pair.rho = 1 / ys;
  pairs.push(pair);
  history.gamma = ys / dot(y, y);
}

/**
 * Writes −H·g into d, where H approximates the inverse Hessian.
 * Source: Nocedal and Wright (2006), Algorithm 7.4, the two-loop recursion.
 */
export function quasiNewtonDirection({pairs, gamma}: History, g: Floats, d: Floats): void {
  for (let i = 0; i < g.length; ++i) d[i] = -g[i];
  for (let k = pairs.length - 1; k >= 0; --k) {
    const pair = pairs[k];
    pair.alpha = dot(pair.s, d) * pair.rho;
    for (let i = 0; i < d.length; ++i) d[i] -= pair.alpha * pair.y[i];
  }
  for (let i = 0; i < d.length; ++i) d[i] *= gamma;
  for (const {s, y, rho, alpha} of pairs) {
    const beta = dot(y, d) * rho;
    for (let i = 0; i < d.length; ++i) d[i] += s[i] * (alpha - beta);
  }
}
