import {adam} from "../../../lib/optim/adam.js";
import {adamw} from "../../../lib/optim/adamw.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {withWeightDecay} from "../../../lib/optim/weight-decay.js";
import {createRng} from "../../../lib/rng.js";
import {iterate} from "../iterate.js";

export interface DecayOptions {
  readonly lambda: number;
  /** Standard deviations of the two weights' gradients. */
  readonly noise: readonly [quiet: number, loud: number];
  readonly learningRate?: number;
  readonly steps?: number;
  readonly seed?: number;
}

/**
 * Two weights that start at 1 and whose gradients are nothing but noise, quiet for one and loud for the other: all that
 * moves them on average is weight decay, in AdamW's form and as an L2 penalty inside Adam.
 */
export function decayRuns({lambda, noise, learningRate = 0.004, steps = 600, seed = 1}: DecayOptions) {
  const run = (optimizer: Optimizer) => {
    const rng = createRng(seed);
    const gradient = (_: Float64Array, out: Float64Array) => {
      for (let i = 0; i < 2; ++i) out[i] = noise[i] * rng.normal();
    };
    return iterate(optimizer, gradient, {start: [1, 1], steps}).map(({theta}) => [theta[0], theta[1]] as const);
  };
  return {
    decoupled: run(adamw({learningRate, weightDecay: lambda})),
    penalty: run(withWeightDecay(adam({learningRate}), lambda)),
    /** What decay alone would leave: (1 − αλ)ᵗ. */
    ideal: Array.from({length: steps + 1}, (_, t) => (1 - learningRate * lambda) ** t)
  };
}
