import {add, cos, mul, square, sub} from "../tensor/index.js";
import type {Surface} from "./surface.js";

// Where z + 10π·sin 2πz = 0 near 0, ±1, ±2 and ±3, inside the domain.
const dips = [0, 0.9949586376523348, 1.9899122337085495, 2.984855701039481].flatMap((z) => (z ? [z, -z] : [z]));
const wave = (z: number) => z * z + 10 * (1 - Math.cos(2 * Math.PI * z));
const localMinima = dips
  .flatMap((x) => dips.map((y) => ({x, y, loss: wave(x) + wave(y)})))
  .filter(({x, y}) => Math.hypot(x, y) > 0 && Math.abs(y) < 2.6);

export const rastrigin: Surface = {
  id: "rastrigin",
  name: "Rastrigin",
  tex: "20 + x^2 + y^2 - 10\\cos 2\\pi x - 10\\cos 2\\pi y",
  J: (x, y) => {
    const part = (z: typeof x) => sub(square(z), mul(10, cos(mul(2 * Math.PI, z))));
    return add(20, add(part(x), part(y)));
  },
  minima: [{x: 0, y: 0, loss: 0}],
  localMinima,
  domain: {x: [-3.2, 3.2], y: [-2.6, 2.6]},
  starts: [[2.3, -1.6]],
  learningRate: 0.002,
  levels: "linear",
  about: "A bowl with a dip near every whole-numbered point: local minima everywhere.",
  source: "Rastrigin (1974), two variables."
};
