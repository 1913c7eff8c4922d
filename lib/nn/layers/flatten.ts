import {sizeOf} from "../../tensor/shape.js";
import {reshape} from "../../tensor/shaping.js";
import type {Layer} from "../layer.js";

/** [N, …] → [N, product of the rest]. */
export function flatten(): Layer {
  return {
    type: "flatten",
    config: {type: "flatten"},
    parameters: [],
    buffers: [],
    outputShape: (input) => [sizeOf(input)],
    forward: (x) => reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))])
  };
}
