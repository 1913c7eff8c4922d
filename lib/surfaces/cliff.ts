import {add, mul, square, sub, type Tensor} from "../tensor/index.js";
import type {Surface} from "./surface.js";

const [steps, w, b] = [10, 0.7, 0.5];

/** hₜ for t = 1 … T of a unit with the true w and b, which the loss asks to recover. */
const targets = Array.from({length: steps - 1}).reduce<number[]>((h) => [...h, w * h[h.length - 1] + b], [b]);

export const cliff: Surface = {
  id: "cliff",
  name: "Cliff",
  tex: "\\tfrac1{20}\\sum_{t=1}^{10}\\left(h_t - h_t^{*}\\right)^2,\\quad h_t = x\\,h_{t-1} + y,\\; h_0 = 0",
  J(x: Tensor, y: Tensor) {
    let h = y;
    let loss = square(sub(h, targets[0]));
    for (let t = 1; t < steps; ++t) {
      h = add(mul(x, h), y);
      loss = add(loss, square(sub(h, targets[t])));
    }
    return mul(0.5 / steps, loss);
  },
  minima: [{x: w, y: b, loss: 0}],
  domain: {x: [-1.3, 1.7], y: [-1, 1.6]},
  starts: [[1.25, 0.1]],
  learningRate: 0.05,
  levels: "log",
  about:
    "A recurrent unit multiplies by its weight again and again: beyond 1 that builds a wall, whose gradient throws you far back.",
  source: "A linear unit unrolled ten times, after Pascanu et al. (2013) and Goodfellow et al. (2016), figure 8.3."
};
