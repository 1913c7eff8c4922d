import {gradientAt, hessianAt, type Surface} from "../../lib/surfaces/index.js";
import {batchAt, normalsAt} from "../../lib/surfaces/noise.js";
import {batchGradient, examplesOf} from "./mini-batch.js";
import type {Noise} from "./state.js";

/** A loss, and the way in which its gradient is shown to the optimizers. */
export interface Problem {
  readonly surface: Surface;
  readonly noise: Noise;
  evaluate(x: number, y: number): {readonly loss: number; readonly gradient: readonly [number, number]};
  /** ∇²J, row-major. */
  hessian(x: number, y: number): Float64Array;
  /** Writes what the rule is given for update `step` into `out`: the gradient, with noise if there is noise. */
  observe(
    gradient: readonly [number, number],
    theta: ArrayLike<number>,
    step: number,
    stream: number,
    out: Float64Array
  ): void;
}

/** The exact gradients of a surface, with the noise that was asked for. */
export function problem(surface: Surface, noise: Noise): Problem {
  return {
    surface,
    noise,
    evaluate: (x, y) => gradientAt(surface, x, y),
    hessian: (x, y) => hessianAt(surface, x, y),
    observe(gradient, theta, step, shared, out) {
      const stream = noise.separate ? shared : 0;
      const count = examplesOf(surface.id);
      if (noise.kind === "batch" && count > 0) {
        const indices = batchAt({count, batchSize: noise.batchSize, seed: noise.seed, stream}, step);
        out.set(batchGradient(surface.id, indices, theta[0], theta[1]));
        return;
      }
      out.set(gradient);
      if (noise.kind !== "gaussian") return;
      const [a, b] = normalsAt(noise.seed, stream, step);
      out[0] += noise.sigma * a;
      out[1] += noise.sigma * b;
    }
  };
}
