import * as ops from "../../tensor/convolution.js";
import {showShape} from "../../tensor/shape.js";
import type {Layer} from "../layer.js";
import {checkPair, type Pair} from "./check.js";

/** The largest number of each window. x: [N, C, H, W]. `stride` is the window's size unless told. */
export function maxPool2d(kernel: Pair, {stride = kernel}: {stride?: Pair} = {}): Layer {
  const k = checkPair("maxPool2d", "kernel", kernel);
  const s = checkPair("maxPool2d", "stride", stride);
  return {
    type: "maxPool2d",
    config: {type: "maxPool2d", kernel: k, stride: s},
    parameters: [],
    buffers: [],
    outputShape(input) {
      const size = ops.outputSize(input.slice(1), {kernel: k, stride: s, padding: [0, 0]});
      if (input.length !== 3 || size.some((v) => v < 1))
        throw new Error(
          `maxPool2d: mismatched shapes: ${showShape(input)} and window ${showShape(k)}; expected [C, H, W], at least as large as the window`
        );
      return [input[0], ...size];
    },
    forward: (x) => ops.maxPool2d(x, {kernel: k, stride: s})
  };
}
