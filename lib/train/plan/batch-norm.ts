import {checkBatch} from "../../nn/layers/batch-norm.js";
import type {Layout} from "./layout.js";
import type {Site, Step} from "./step.js";

export interface BatchNormShape {
  readonly channels: number;
  /** Numbers of one example in each channel. */
  readonly pixels: number;
  readonly epsilon: number;
  readonly momentum: number;
}

/** Each channel to mean 0 and variance 1 over the batch; in evaluation by the running statistics. */
export function planBatchNorm({channels, pixels, epsilon, momentum}: BatchNormShape, site: Site, layout: Layout): Step {
  const {input, inputGradient, capacity, weights, gradients, buffers} = site;
  const output = layout.floats(capacity * channels * pixels);
  const outputGradient = layout.floats(capacity * channels * pixels);
  const stats = layout.floats(2 * channels);
  const {weight, bias} = weights;
  const {mean, variance} = buffers;
  return {
    output,
    outputGradient,
    forward(k, n, training) {
      if (training) checkBatch(n * pixels);
      k.batchNorm(n, channels, pixels, input, output, stats, weight, bias, mean, variance, epsilon, momentum, training);
    },
    backward: (k, n) =>
      k.batchNormBackward(
        n,
        channels,
        pixels,
        input,
        stats,
        weight,
        outputGradient,
        gradients.weight,
        gradients.bias,
        inputGradient
      )
  };
}
