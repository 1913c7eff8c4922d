import {createRng} from "../rng.js";
import {add, mul, sigmoid, square, sub, type Tensor} from "../tensor/index.js";
import type {Surface} from "./surface.js";

/** One measurement and its class, 0 or 1. */
export interface Example {
  readonly input: number;
  readonly label: 0 | 1;
}

/** Class 1 above 0.6, with noise, so that no line between the classes is right about all of them. */
export const neuronExamples: readonly Example[] = (() => {
  const rng = createRng(7);
  return Array.from({length: 24}, () => {
    const input = 2 * rng.normal();
    return {input, label: input + 1.6 * rng.normal() > 0.6 ? 1 : 0} as const;
  });
})();

/** (1/n) Σ (σ(x·inputᵢ + y) − labelᵢ)²: the loss of a neuron with weight x and bias y on some examples. */
export function neuronLoss(examples: readonly Example[]): Pick<Surface, "J"> {
  if (!examples.length) throw new Error("neuronLoss: missing examples; expected at least one");
  const part = (x: Tensor, y: Tensor, {input, label}: Example) => square(sub(sigmoid(add(mul(x, input), y)), label));
  return {
    J: (x, y) => {
      const [first, ...rest] = examples;
      const total = rest.reduce((sum, e) => add(sum, part(x, y, e)), part(x, y, first));
      return mul(1 / examples.length, total);
    }
  };
}

export const neuron: Surface = {
  id: "neuron",
  name: "A neuron",
  tex: "\\tfrac1{24}\\sum_{i=1}^{24}\\left(\\sigma(x\\,u_i + y) - c_i\\right)^2",
  ...neuronLoss(neuronExamples),
  // By Newton's method.
  minima: [{x: 1.3893570549515257, y: -1.8043377553168862, loss: 0.096755658591761}],
  domain: {x: [-4, 6], y: [-5, 3]},
  starts: [[-3, 1.8]],
  learningRate: 2,
  levels: "linear",
  about:
    "A real loss: one neuron, weight x and bias y, on 24 noisy examples. Where it saturates, the slope is nearly gone.",
  source: "Seeded data from this library; squared error of a sigmoid."
};
