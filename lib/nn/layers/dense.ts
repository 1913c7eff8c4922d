import {add} from "../../tensor/elementwise.js";
import {matmul} from "../../tensor/matmul.js";
import {sameShape, showShape} from "../../tensor/shape.js";
import {type Activation, activate, checkActivation} from "../activations.js";
import {checkInitializer, type Initializer} from "../initializers.js";
import type {Layer, ParameterSpec} from "../layer.js";
import {checkSize} from "./check.js";

export interface DenseOptions {
  activation?: Activation;
  /** Of the weights; the bias starts at 0. */
  init?: Initializer;
  bias?: boolean;
}

/**
 * y = activation(x·W + b). x: [N, inputs]; W: [inputs, outputs]; b: [outputs].
 * Glorot uniform weights, as Keras's Dense.
 */
export function dense(
  inputs: number,
  outputs: number,
  {activation = "linear", init = "glorotUniform", bias = true}: DenseOptions = {}
): Layer {
  checkSize("dense", "inputs", inputs);
  checkSize("dense", "outputs", outputs);
  checkActivation(activation, "dense");
  checkInitializer(init, "dense");
  const fans = {fanIn: inputs, fanOut: outputs};
  const parameters: ParameterSpec[] = [{name: "weight", shape: [inputs, outputs], init, ...fans}];
  if (bias) parameters.push({name: "bias", shape: [outputs], init: "zeros", ...fans});
  return {
    type: "dense",
    config: {type: "dense", inputs, outputs, activation, init, bias},
    activation,
    parameters,
    buffers: [],
    inputShape: [inputs],
    outputShape(input) {
      if (!sameShape(input, [inputs]))
        throw new Error(
          `dense: mismatched shapes: ${showShape(input)} and ${showShape([inputs])}; expected equal shapes`
        );
      return [outputs];
    },
    forward(x, [w, b], {preActivation}) {
      const y = matmul(x, w);
      return activate(b ? add(y, b) : y, activation, preActivation);
    }
  };
}
