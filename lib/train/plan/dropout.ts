import type {Layout} from "./layout.js";
import {padded} from "./layout.js";
import type {Site, Step} from "./step.js";

/** A fresh mask each step, from the same numbers as the tape's. `state`: address of the generator's 32 bits. */
export function planDropout(
  {rate, size, state}: {rate: number; size: number; state: number},
  {input, inputGradient, capacity}: Site,
  layout: Layout
): Step {
  const output = layout.floats(capacity * size);
  const mask = layout.floats(capacity * size);
  const outputGradient = layout.floats(capacity * size);
  return {
    output,
    outputGradient,
    forward(k, n, training) {
      if (training && rate > 0) k.dropout(n * size, rate, state, input, mask, output);
      else k.copy(n * size, input, output);
    },
    backward(k, n) {
      if (!inputGradient) return;
      if (rate > 0) k.multiply(padded(n * size), outputGradient, mask, inputGradient);
      else k.copy(n * size, outputGradient, inputGradient);
    }
  };
}
