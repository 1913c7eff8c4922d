import * as ops from "../../tensor/convolution.js";
import {showShape} from "../../tensor/shape.js";
import {type Activation, activate, checkActivation} from "../activations.js";
import {checkInitializer, type Initializer} from "../initializers.js";
import type {Layer} from "../layer.js";
import {checkPair, checkSize, type Pair} from "./check.js";

export interface Conv2dOptions {
  activation?: Activation;
  init?: Initializer;
  stride?: Pair;
  padding?: Pair;
}

/**
 * y = activation(x ⋆ W + b), cross-correlation. x: [N, channels, H, W]; W: [filters, channels, kh, kw]; b: [filters];
 * y: [N, filters, ⌊(H + 2p − kh)/s⌋ + 1, …]. Glorot uniform with fans channels·kh·kw and filters·kh·kw, as in Keras.
 */
export function conv2d(
  channels: number,
  filters: number,
  kernel: Pair,
  {activation = "linear", init = "glorotUniform", stride = 1, padding = 0}: Conv2dOptions = {}
): Layer {
  checkSize("conv2d", "channels", channels);
  checkSize("conv2d", "filters", filters);
  checkActivation(activation, "conv2d");
  if (activation === "softmax") throw new Error("conv2d: invalid activation: softmax; expected an elementwise one");
  checkInitializer(init, "conv2d");
  const k = checkPair("conv2d", "kernel", kernel);
  const s = checkPair("conv2d", "stride", stride);
  const p = checkPair("conv2d", "padding", padding, 0);
  const fans = {fanIn: channels * k[0] * k[1], fanOut: filters * k[0] * k[1]};
  // The orthogonal initialiser sees one row for each filter.
  const rows = init === "orthogonal" ? {fanIn: filters, fanOut: fans.fanIn} : fans;
  return {
    type: "conv2d",
    config: {type: "conv2d", channels, filters, kernel: k, activation, init, stride: s, padding: p},
    activation,
    parameters: [
      {name: "weight", shape: [filters, channels, k[0], k[1]], init, ...rows},
      {name: "bias", shape: [filters], init: "zeros", ...fans}
    ],
    buffers: [],
    outputShape(input) {
      const size = ops.outputSize(input.slice(1), {kernel: k, stride: s, padding: p});
      if (input.length !== 3 || input[0] !== channels || size.some((v) => v < 1))
        throw new Error(
          `conv2d: mismatched shapes: ${showShape(input)} and kernel ${showShape([channels, ...k])}; expected [${channels}, H, W], at least as large as the kernel`
        );
      return [filters, ...size];
    },
    forward: (x, [w, b], {preActivation}) =>
      activate(ops.conv2d(x, w, {bias: b, stride: s, padding: p}), activation, preActivation)
  };
}
