import {add, exp, mul, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const plateau: Surface = {
  id: "plateau",
  name: "Plateau",
  tex: "1 - e^{-\\left(x^2 + 2y^2\\right)/2}",
  J: (x, y) => sub(1, exp(mul(-0.5, add(square(x), mul(2, square(y)))))),
  minima: [{x: 0, y: 0, loss: 0}],
  domain: {x: [-4.2, 4.2], y: [-3.4, 3.4]},
  starts: [[-2.9, 1.2]],
  learningRate: 0.5,
  levels: "linear",
  about:
    "Almost flat far from the hole: plain gradient descent barely moves, methods that rescale the slope stride on.",
  source: "A Gaussian well: the vanishing gradient in its plainest form."
};
