import {activationKinds, type Kernels, type Pointer} from "../../kernels/index.js";
import type {Activation} from "../../nn/index.js";
import {type Layout, padded} from "./layout.js";

/** An activation on rows of `c` numbers: in place where its slope can be told from its output. */
export interface ActivationStep {
  readonly output: Pointer;
  forward(k: Kernels, n: number): void;
  /** Turns ∂J/∂output at `gradient` into ∂J/∂input, in place. */
  backward(k: Kernels, n: number, gradient: Pointer): void;
}

export function planActivation(
  name: Activation | undefined,
  {input, capacity, c}: {input: Pointer; capacity: number; c: number},
  layout: Layout
): ActivationStep {
  if (name === undefined || name === "linear") return {output: input, forward() {}, backward() {}};
  if (name === "softmax")
    return {
      output: input,
      forward: (k, n) => k.softmax(n, c, input),
      backward: (k, n, gradient) => k.softmaxBackward(n, c, input, gradient, gradient)
    };
  const {kind, slopeFrom} = activationKinds[name];
  const output = slopeFrom === "output" ? input : layout.floats(capacity * c);
  return {
    output,
    forward: (k, n) => k.activate(kind, padded(n * c), input, output),
    backward: (k, n, gradient) => k.activateBackward(kind, padded(n * c), input, gradient, gradient)
  };
}
