import {add, div, mul, sqrt, square, sub} from "../../tensor/elementwise.js";
import {mean} from "../../tensor/reduce.js";
import {showShape} from "../../tensor/shape.js";
import {reshape} from "../../tensor/shaping.js";
import {type Floats, type Tensor, tensor} from "../../tensor/tensor.js";
import type {Layer} from "../layer.js";
import {checkSize, checkWithin} from "./check.js";

/** One number has no variance. Throws `batchNorm: invalid batch: …`. */
export function checkBatch(count: number): void {
  if (count < 2)
    throw new Error(`batchNorm: invalid batch: ${count} number a channel; expected at least 2 in training`);
}

/**
 * (x − μ)/√(σ² + ε)·weight + bias, μ and σ² of each unit or channel over the batch (and the pixels).
 *
 * In training the batch's own μ and biased σ² are used, and running ones follow: r ← (1 − momentum)·r + momentum·new,
 * with the unbiased σ², as in PyTorch. Elsewhere the running ones are used. Ioffe and Szegedy (2015).
 */
export function batchNorm(channels: number, {epsilon = 1e-5, momentum = 0.1} = {}): Layer {
  checkSize("batchNorm", "channels", channels);
  checkWithin("batchNorm", "epsilon", epsilon);
  checkWithin("batchNorm", "momentum", momentum, 1);
  const fans = {fanIn: 1, fanOut: 1};
  const follow = (running: Floats, fresh: Tensor, factor: number) => {
    for (let i = 0; i < channels; ++i) running[i] += momentum * (fresh.data[i] * factor - running[i]);
  };
  return {
    type: "batchNorm",
    config: {type: "batchNorm", channels, epsilon, momentum},
    parameters: [
      {name: "weight", shape: [channels], init: "ones", ...fans},
      {name: "bias", shape: [channels], init: "zeros", ...fans}
    ],
    buffers: [
      {name: "mean", shape: [channels], fill: 0},
      {name: "variance", shape: [channels], fill: 1}
    ],
    outputShape(input) {
      if (input[0] !== channels)
        throw new Error(
          `batchNorm: mismatched shapes: ${showShape(input)} and ${showShape([channels])}; expected ${channels} channels first`
        );
      return input;
    },
    forward(x, [weight, bias], {training, buffers: [m, v]}) {
      const shape = [1, channels, ...x.shape.slice(2).map(() => 1)];
      const axis = shape.map((_, i) => i).filter((i) => i !== 1);
      const count = x.size / channels;
      const wide = (t: Tensor) => reshape(t, shape);
      let centred: Tensor;
      let variance: Tensor;
      if (training) {
        checkBatch(count);
        const mu = mean(x, {axis, keepdim: true});
        centred = sub(x, mu);
        variance = mean(square(centred), {axis, keepdim: true});
        follow(m, mu, 1);
        follow(v, variance, count / (count - 1));
      } else {
        centred = sub(x, tensor(m, {shape}));
        variance = tensor(v, {shape});
      }
      return add(mul(div(centred, sqrt(add(variance, epsilon))), wide(weight)), wide(bias));
    }
  };
}
