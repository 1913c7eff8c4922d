import {add, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const himmelblau: Surface = {
  id: "himmelblau",
  name: "Himmelblau",
  tex: "(x^2+y-11)^2 + (x+y^2-7)^2",
  J: (x, y) => add(square(sub(add(square(x), y), 11)), square(sub(add(x, square(y)), 7))),
  minima: [
    {x: 3, y: 2, loss: 0},
    {x: -2.805118086952745, y: 3.131312518250573, loss: 0},
    {x: -3.779310253377747, y: -3.28318599128617, loss: 0},
    {x: 3.584428340330492, y: -1.848126526964404, loss: 0}
  ],
  domain: {x: [-5.5, 5.5], y: [-5, 5]},
  starts: [[-0.5, -1.2]],
  learningRate: 0.01,
  levels: "log",
  about: "Four minima, all equally good: where you end depends on where you start.",
  source: "Himmelblau (1972)."
};
