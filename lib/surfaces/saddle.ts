import {add, mul, pow, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const saddle: Surface = {
  id: "saddle",
  name: "Saddle",
  tex: "\\tfrac12 x^2 - \\tfrac12 y^2 + \\tfrac14 y^4",
  J: (x, y) => add(mul(0.5, sub(square(x), square(y))), mul(0.25, pow(y, 4))),
  minima: [
    {x: 0, y: 1, loss: -0.25},
    {x: 0, y: -1, loss: -0.25}
  ],
  saddles: [{x: 0, y: 0, loss: 0}],
  domain: {x: [-2.4, 2.4], y: [-1.8, 1.8]},
  starts: [[-2, 0.01]],
  learningRate: 0.1,
  levels: "linear",
  about: "Down one way and up the other at the origin: the slope is zero there, but it is no minimum.",
  source: "A double well in y."
};
