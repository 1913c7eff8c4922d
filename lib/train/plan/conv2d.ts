import type {Activation} from "../../nn/index.js";
import {outputSize, type Window} from "../../tensor/convolution.js";
import {planActivation} from "./activation.js";
import type {Layout} from "./layout.js";
import type {Site, Step} from "./step.js";

export interface ConvShape extends Window {
  readonly channels: number;
  readonly filters: number;
  /** Height and width of the input. */
  readonly size: readonly [number, number];
  readonly activation?: Activation;
}

/**
 * y = f(W·columns(x) + b), one image at a time, so that its columns stay in the cache. The columns are made again for
 * the backward pass: keeping a batch of them would take more memory than it saves time.
 */
export function planConv2d(
  {channels, filters, size, activation, ...window}: ConvShape,
  site: Site,
  layout: Layout
): Step {
  const {input, inputGradient, capacity, weights, gradients, scratch} = site;
  const {kernel, stride, padding} = window;
  const [h, w] = size;
  const [oh, ow] = outputSize([h, w], window);
  const pixels = oh * ow;
  const depth = channels * kernel[0] * kernel[1];
  const inputs = channels * h * w;
  const outputs = filters * pixels;
  const columns = layout.floats(depth * pixels);
  const z = layout.floats(capacity * outputs);
  const dz = layout.floats(capacity * outputs);
  const f = planActivation(activation, {input: z, capacity, c: outputs}, layout);
  const [kh, kw] = kernel;
  const [sh, sw] = stride;
  const [ph, pw] = padding;
  return {
    output: f.output,
    outputGradient: dz,
    forward(k, n) {
      for (let i = 0; i < n; ++i) {
        const x = input + 4 * i * inputs;
        const y = z + 4 * i * outputs;
        k.im2col(x, channels, h, w, kh, kw, sh, sw, ph, pw, oh, ow, columns);
        k.gemm(filters, pixels, depth, weights.weight, columns, y, false, false, false, scratch);
        k.addPlanes(filters, pixels, weights.bias, y);
      }
      f.forward(k, n);
    },
    backward(k, n) {
      f.backward(k, n, dz);
      k.fill(filters, gradients.bias, 0);
      for (let i = 0; i < n; ++i) {
        const x = input + 4 * i * inputs;
        const dy = dz + 4 * i * outputs;
        k.sumPlanes(filters, pixels, dy, gradients.bias);
        k.im2col(x, channels, h, w, kh, kw, sh, sw, ph, pw, oh, ow, columns);
        k.gemm(filters, depth, pixels, dy, columns, gradients.weight, false, true, i > 0, scratch);
        if (!inputGradient) continue;
        k.gemm(depth, pixels, filters, weights.weight, dy, columns, true, false, false, scratch);
        k.col2im(columns, channels, h, w, kh, kw, sh, sw, ph, pw, oh, ow, inputGradient + 4 * i * inputs);
      }
    }
  };
}
