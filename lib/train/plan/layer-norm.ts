import type {Layout} from "./layout.js";
import type {Site, Step} from "./step.js";

/** Each example to mean 0 and variance 1. */
export function planLayerNorm({size, epsilon}: {size: number; epsilon: number}, site: Site, layout: Layout): Step {
  const {input, inputGradient, capacity, weights, gradients} = site;
  const output = layout.floats(capacity * size);
  const outputGradient = layout.floats(capacity * size);
  const stats = layout.floats(2 * capacity);
  const {weight, bias} = weights;
  return {
    output,
    outputGradient,
    forward: (k, n) => k.layerNorm(n, size, input, output, stats, weight, bias, epsilon),
    backward: (k, n) =>
      k.layerNormBackward(
        n,
        size,
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
