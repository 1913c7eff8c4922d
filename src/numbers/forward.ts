import {dense, sequential} from "../lib/nn/index.js";

const whole = (n: number) => n.toLocaleString("en-US");

/** Numbers of the chapter on the forward pass: the article's network, counted. */
export function numbers(): Record<string, string> {
  const model = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)]);
  const weights = model.layout.filter(({shape}) => shape.length === 2);
  const units = weights.map(({shape, layer}) => model.layers[layer].outputShape([shape[0]])[0]);
  const batch = 32;
  const examples = 60_000;
  const each = 2 * units[0] + units[1];
  const multiplications = weights.reduce((n, {size}) => n + size, 0);
  return {
    parameters: whole(model.parameters.length),
    multiplications: whole(multiplications),
    // Once for all weights, and once more for those whose inputs are activations.
    backward: whole(2 * multiplications - weights[0].size),
    inputs: whole(weights[0].shape[0]),
    hidden: whole(units[0]),
    outputs: whole(units[1]),
    // Sums and activations of the hidden layer, and the logits.
    batch: String(batch),
    kept: whole(batch * each),
    examples: whole(examples),
    keptAll: whole(examples * each)
  };
}
