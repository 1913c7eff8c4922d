import {geluErf, geluTanh, identity, leakyRelu, relu, sigmoid, softplus, tanh} from "../tensor/elementwise.js";
import {softmax} from "../tensor/softmax.js";
import type {Tensor} from "../tensor/tensor.js";

/** Every activation by name. `softmax` is over the last axis; `linear` changes nothing. */
export const activations = {
  linear: (x: Tensor) => identity(x),
  relu: (x: Tensor) => relu(x),
  leakyRelu: (x: Tensor) => leakyRelu(x),
  tanh: (x: Tensor) => tanh(x),
  sigmoid: (x: Tensor) => sigmoid(x),
  softplus: (x: Tensor) => softplus(x),
  geluErf: (x: Tensor) => geluErf(x),
  geluTanh: (x: Tensor) => geluTanh(x),
  softmax: (x: Tensor) => softmax(x)
} as const;

export type Activation = keyof typeof activations;

/** Checks a name. Throws `LAYER: unknown activation: …`. */
export function checkActivation(name: Activation, layer: string): Activation {
  if (!Object.hasOwn(activations, name))
    throw new Error(
      `${layer}: unknown activation: ${String(name)}; expected one of ${Object.keys(activations).join(", ")}`
    );
  return name;
}

/** Applies an activation by name. */
export function activate(x: Tensor, name: Activation, skip = false): Tensor {
  return skip || name === "linear" ? x : activations[name](x);
}
