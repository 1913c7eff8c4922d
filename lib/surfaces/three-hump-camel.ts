import {add, mul, pow, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const threeHumpCamel: Surface = {
  id: "three-hump-camel",
  name: "Three-hump camel",
  tex: "2x^2 - 1.05x^4 + \\tfrac16 x^6 + xy + y^2",
  J: (x, y) => add(add(sub(mul(2, square(x)), mul(1.05, pow(x, 4))), mul(1 / 6, pow(x, 6))), add(mul(x, y), square(y))),
  minima: [
    {x: 0, y: 0, loss: 0},
    {x: 1.7475523458302893, y: -0.8737761729151446, loss: 0.29863844223685865},
    {x: -1.7475523458302893, y: 0.8737761729151446, loss: 0.29863844223685865}
  ],
  saddles: [
    {x: 1.0705422918236598, y: -0.5352711459118299, loss: 0.8773615577631402},
    {x: -1.0705422918236598, y: 0.5352711459118299, loss: 0.8773615577631402}
  ],
  domain: {x: [-2.4, 2.4], y: [-2, 2]},
  starts: [[-2.1, 1.6]],
  learningRate: 0.05,
  levels: "log",
  about: "Three valleys side by side, only the middle one best: momentum can roll past a wrong one.",
  source: "Jamil and Yang (2013), no. 149."
};
