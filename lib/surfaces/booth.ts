import {add, mul, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const booth: Surface = {
  id: "booth",
  name: "Booth",
  tex: "(x+2y-7)^2 + (2x+y-5)^2",
  J: (x, y) => add(square(sub(add(x, mul(2, y)), 7)), square(sub(add(mul(2, x), y), 5))),
  minima: [{x: 1, y: 3, loss: 0}],
  domain: {x: [-5, 7], y: [-2, 8]},
  starts: [[-4, 6.5]],
  learningRate: 0.05,
  levels: "log",
  about: "A ravine turned by 45°: each coordinate sees both curvatures, so scaling coordinates apart does not help.",
  source: "Booth's function; Jamil and Yang (2013), no. 17."
};
