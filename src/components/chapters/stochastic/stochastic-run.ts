import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {createRng} from "../../../lib/rng.js";
import {batchGradient, count} from "./penguin-loss.js";

export interface StochasticOptions {
  readonly batchSize: number;
  readonly learningRate: number;
  readonly epochs: number;
  readonly start: readonly [number, number];
  readonly seed?: number;
}

/** A point of a path, with what it cost to get there. */
export interface Visited {
  readonly theta: readonly [number, number];
  readonly step: number;
  /** Gradients of single examples computed so far. */
  readonly examples: number;
}

/**
 * Stochastic gradient descent on the penguins: every epoch visits each bird once, in a fresh order; the last batch may
 * be short. Yields the start and every step.
 */
export function* stochasticRun({
  batchSize,
  learningRate,
  epochs,
  start,
  seed = 1
}: StochasticOptions): Generator<Visited> {
  const rng = createRng(seed);
  const {rule, settings} = gradientDescent({learningRate});
  const theta = Float64Array.from(start);
  const state = rule.init(2, settings, theta);
  let step = 0;
  let examples = 0;
  const here = (): Visited => ({theta: [theta[0], theta[1]], step, examples});
  yield here();
  for (let epoch = 0; epoch < epochs; ++epoch) {
    const order = rng.permutation(count);
    for (let from = 0; from < count; from += batchSize) {
      const batch = order.subarray(from, from + batchSize);
      const {gradient} = batchGradient(theta[0], theta[1], batch);
      const delta = rule.update(Float64Array.from(gradient), state, settings, theta);
      for (let i = 0; i < 2; ++i) theta[i] += delta[i];
      step += 1;
      examples += batch.length;
      yield here();
    }
  }
}
