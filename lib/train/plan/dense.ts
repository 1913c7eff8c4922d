import type {Pointer} from "../../kernels/index.js";
import type {Activation} from "../../nn/index.js";
import {planActivation} from "./activation.js";
import type {SparseInput} from "./input.js";
import type {Layout} from "./layout.js";
import type {Site, Step} from "./step.js";

export interface DenseShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly activation?: Activation;
}

/** y = f(x·W + b): one product forward, two backward. */
export function planDense({inputs, outputs, activation}: DenseShape, site: Site, layout: Layout): Step {
  const {input, inputGradient, capacity, weights, gradients, scratch} = site;
  const z = layout.floats(capacity * outputs);
  const f = planActivation(activation, {input: z, capacity, c: outputs}, layout);
  const dz = layout.floats(capacity * outputs);
  return {
    output: f.output,
    outputGradient: dz,
    forward(k, n) {
      k.gemm(n, outputs, inputs, input, weights.weight, z, false, false, false, scratch);
      if (weights.bias) k.addRows(n, outputs, weights.bias, z);
      f.forward(k, n);
    },
    backward(k, n) {
      f.backward(k, n, dz);
      if (weights.bias) k.sumRows(n, outputs, dz, gradients.bias);
      k.gemm(inputs, outputs, n, input, dz, gradients.weight, true, false, false, scratch);
      if (inputGradient) k.gemm(n, inputs, outputs, dz, weights.weight, inputGradient, false, true, false, scratch);
    }
  };
}

/** The same as a first layer that walks only the inputs that are not zero. Its weights lie in tiles. */
export function planSparseDense(
  {inputs, outputs, activation}: DenseShape,
  {starts, columnStarts}: SparseInput,
  {capacity, weights, gradients}: Omit<Site, "input" | "inputGradient" | "scratch">,
  layout: Layout
): Step {
  const z = layout.floats(capacity * outputs);
  const f = planActivation(activation, {input: z, capacity, c: outputs}, layout);
  const dz = layout.floats(capacity * outputs);
  const tiles: Pointer = layout.floats(capacity * outputs);
  const bias = weights.bias || layout.floats(outputs);
  return {
    output: f.output,
    outputGradient: dz,
    forward(k, n) {
      k.sparseForward(n, inputs, outputs, starts, weights.weight, bias, z);
      f.forward(k, n);
    },
    backward(k, n) {
      f.backward(k, n, dz);
      if (weights.bias) k.sumRows(n, outputs, dz, gradients.bias);
      k.sparseGradient(n, inputs, outputs, columnStarts, dz, gradients.weight, tiles);
    }
  };
}
