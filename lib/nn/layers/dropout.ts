import {mul} from "../../tensor/elementwise.js";
import {allocate, tensor} from "../../tensor/tensor.js";
import type {Layer} from "../layer.js";

/**
 * In training each number is set to 0 with probability `rate` and otherwise divided by 1 − rate; elsewhere nothing
 * happens. Srivastava et al. (2014), in the inverted form of every framework.
 */
export function dropout(rate: number): Layer {
  if (!(rate >= 0 && rate < 1)) throw new Error(`dropout: invalid rate: ${rate}; expected 0 ≤ rate < 1`);
  return {
    type: "dropout",
    config: {type: "dropout", rate},
    parameters: [],
    buffers: [],
    outputShape: (input) => input,
    forward(x, _, {training, rng}) {
      if (!training || rate === 0) return x;
      if (!rng) throw new Error("dropout: missing rng; expected one in training");
      const mask = allocate(x.dtype, x.size);
      for (let i = 0; i < mask.length; ++i) mask[i] = rng.uniform() < rate ? 0 : 1 / (1 - rate);
      return mul(x, tensor(mask, {shape: x.shape}));
    }
  };
}
