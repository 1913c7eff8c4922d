import {add, mul, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const rosenbrock: Surface = {
  id: "rosenbrock",
  name: "Rosenbrock",
  tex: "(1-x)^2 + 100\\,(y-x^2)^2",
  J: (x, y) => add(square(sub(1, x)), mul(100, square(sub(y, square(x))))),
  minima: [{x: 1, y: 1, loss: 0}],
  domain: {x: [-2, 2], y: [-1, 3]},
  starts: [[-1.5, 2]],
  learningRate: 0.001,
  levels: "log",
  about: "Easy to reach the curved valley, slow to follow its floor.",
  source: "Rosenbrock (1960)."
};
