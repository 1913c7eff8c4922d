import {outputSize} from "../../tensor/convolution.js";
import type {Layout} from "./layout.js";
import type {Site, Step} from "./step.js";

export interface PoolShape {
  readonly channels: number;
  /** Height and width of the input. */
  readonly size: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
}

/** The largest number of each window; its gradient goes back to where that number was. */
export function planMaxPool2d({channels, size: [h, w], kernel, stride}: PoolShape, site: Site, layout: Layout): Step {
  const {input, inputGradient, capacity} = site;
  const [oh, ow] = outputSize([h, w], {kernel, stride, padding: [0, 0]});
  const outputs = channels * oh * ow;
  const output = layout.floats(capacity * outputs);
  const outputGradient = layout.floats(capacity * outputs);
  const winners = layout.floats(capacity * outputs);
  const [kh, kw] = kernel;
  const [sh, sw] = stride;
  return {
    output,
    outputGradient,
    forward: (k, n) => k.maxPool(n * channels, h, w, kh, kw, sh, sw, oh, ow, input, output, winners),
    backward(k, n) {
      if (inputGradient) k.maxPoolBackward(n * outputs, n * channels * h * w, outputGradient, winners, inputGradient);
    }
  };
}
