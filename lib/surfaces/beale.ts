import {add, mul, pow, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const beale: Surface = {
  id: "beale",
  name: "Beale",
  tex: "(1.5-x+xy)^2 + (2.25-x+xy^2)^2 + (2.625-x+xy^3)^2",
  J: (x, y) => {
    const term = (a: number, n: number) => square(add(sub(a, x), mul(x, pow(y, n))));
    return add(add(term(1.5, 1), term(2.25, 2)), term(2.625, 3));
  },
  minima: [{x: 3, y: 0.5, loss: 0}],
  domain: {x: [-4.5, 4.5], y: [-3, 3]},
  starts: [[1, 1.5]],
  learningRate: 0.01,
  levels: "log",
  about: "Flat plains between steep corners: the slope changes by factors of thousands.",
  source: "Beale (1958)."
};
