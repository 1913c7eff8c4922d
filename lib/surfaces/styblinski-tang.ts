import {add, mul, pow, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

// Where 4z³ − 32z + 5 = 0 and the curve opens upward.
const deep = -2.903534027771177;
const shallow = 2.746802770990837;
const well = (z: number) => (z ** 4 - 16 * z ** 2 + 5 * z) / 2;
const at = (x: number, y: number) => ({x, y, loss: well(x) + well(y)});

export const styblinskiTang: Surface = {
  id: "styblinski-tang",
  name: "Styblinski–Tang",
  tex: "\\tfrac12\\left(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y\\right)",
  J: (x, y) => {
    const one = (z: typeof x) => add(sub(pow(z, 4), mul(16, square(z))), mul(5, z));
    return mul(0.5, add(one(x), one(y)));
  },
  minima: [at(deep, deep), at(shallow, deep), at(deep, shallow), at(shallow, shallow)],
  domain: {x: [-4.6, 4.6], y: [-4, 4]},
  starts: [[0.6, 3.6]],
  learningRate: 0.01,
  levels: "linear",
  about: "Four wells of different depths: the deepest is not the widest way down.",
  source: "Styblinski and Tang (1990)."
};
