import {add, mul, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const monkeySaddle: Surface = {
  id: "monkey-saddle",
  name: "Monkey saddle",
  tex: "x^3 - 3xy^2 + \\tfrac12\\left(x^2 + y^2\\right)^2",
  J: (x, y) => {
    const saddle = mul(x, sub(square(x), mul(3, square(y))));
    return add(saddle, mul(0.5, square(add(square(x), square(y)))));
  },
  minima: [
    {x: -1.5, y: 0, loss: -0.84375},
    {x: 0.75, y: 0.75 * Math.sqrt(3), loss: -0.84375},
    {x: 0.75, y: -0.75 * Math.sqrt(3), loss: -0.84375}
  ],
  saddles: [{x: 0, y: 0, loss: 0}],
  domain: {x: [-2.4, 2.4], y: [-2, 2]},
  starts: [[1.4, 0.02]],
  learningRate: 0.05,
  levels: "linear",
  about: "Three ways down, for two legs and a tail: at the origin both the slope and every curvature are zero.",
  source: "The monkey saddle (Hilbert and Cohn-Vossen 1932), closed from below by a quartic."
};
