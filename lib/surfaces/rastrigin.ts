import {add, cos, mul, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

export const rastrigin: Surface = {
  id: "rastrigin",
  name: "Rastrigin",
  tex: "20 + x^2 + y^2 - 10\\cos 2\\pi x - 10\\cos 2\\pi y",
  J: (x, y) => {
    const wave = (z: typeof x) => sub(square(z), mul(10, cos(mul(2 * Math.PI, z))));
    return add(20, add(wave(x), wave(y)));
  },
  minima: [{x: 0, y: 0, loss: 0}],
  domain: {x: [-3.2, 3.2], y: [-2.6, 2.6]},
  starts: [[2.3, -1.6]],
  learningRate: 0.002,
  levels: "linear",
  about: "A bowl with a dip near every whole-numbered point: local minima everywhere.",
  source: "Rastrigin (1974), two variables."
};
