import {layerNorm as op} from "../../tensor/losses.js";
import {sameShape, showShape} from "../../tensor/shape.js";
import type {Layer} from "../layer.js";
import {checkSize, checkWithin} from "./check.js";

/**
 * (x − μ)/√(σ² + ε)·weight + bias, μ and σ² over each example. `shape`: of one example, or its number of units.
 * Ba, Kiros and Hinton (2016).
 */
export function layerNorm(shape: number | readonly number[], {epsilon = 1e-5}: {epsilon?: number} = {}): Layer {
  const s = typeof shape === "number" ? [shape] : shape;
  if (!s.length) throw new Error("layerNorm: invalid shape: []; expected at least one axis");
  checkWithin("layerNorm", "epsilon", epsilon);
  for (const n of s) checkSize("layerNorm", "shape", n);
  const fans = {fanIn: 1, fanOut: 1};
  return {
    type: "layerNorm",
    config: {type: "layerNorm", shape: s, epsilon},
    parameters: [
      {name: "weight", shape: s, init: "ones", ...fans},
      {name: "bias", shape: s, init: "zeros", ...fans}
    ],
    buffers: [],
    inputShape: s,
    outputShape(input) {
      if (!sameShape(input, s))
        throw new Error(`layerNorm: mismatched shapes: ${showShape(input)} and ${showShape(s)}; expected equal shapes`);
      return s;
    },
    forward: (x, [weight, bias]) => op(x, {normalizedShape: s, weight, bias, epsilon})
  };
}
