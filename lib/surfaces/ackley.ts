import {add, cos, exp, mul, sqrt, square, sub} from "../tensor/index.js";
import type {Critical, Surface} from "./surface.js";

// Under the root, so that its derivative at the tip of the cone is 0 and not 0/0. Changes no loss by more than an ulp.
const tip = 1e-30;

// One of each eight that mirror one another, by Newton's method from the whole-numbered points.
const dips: readonly (readonly [number, number, number])[] = [
  [0.9521665459501717, 0, 2.5799275570298725],
  [0.9684776587077244, 0.9684776587077244, 3.5744518772576797],
  [1.9589197181217173, 0, 4.884065258091152],
  [1.9646166628629864, 0.9824160350791393, 5.381864187490191],
  [1.9744519864841168, 1.9744519864841168, 6.559645375627877],
  [2.964619443112052, 0, 6.882582646801293],
  [2.9672595287625643, 0.9891541864816626, 7.180951647715364],
  [2.973139419924383, 1.9821399503814776, 7.961711274689826]
];

/** A point and its mirror images in the axes and the diagonal. */
function mirrored([a, b, loss]: readonly [number, number, number]): Critical[] {
  const corners = [a, -a].flatMap((x) => (b ? [b, -b] : [0]).map((y) => ({x, y, loss})));
  return a === b ? corners : [...corners, ...corners.map(({x, y}) => ({x: y, y: x, loss}))];
}

export const ackley: Surface = {
  id: "ackley",
  name: "Ackley",
  tex: "20 + e - 20\\,e^{-0.2\\sqrt{(x^2+y^2)/2}} - e^{(\\cos 2\\pi x + \\cos 2\\pi y)/2}",
  J: (x, y) => {
    const cone = mul(-20, exp(mul(-0.2, sqrt(add(mul(0.5, add(square(x), square(y))), tip)))));
    const wave = (z: typeof x) => cos(mul(2 * Math.PI, z));
    const waves = exp(mul(0.5, add(wave(x), wave(y))));
    return add(sub(cone, waves), 20 + Math.E);
  },
  minima: [{x: 0, y: 0, loss: 0}],
  localMinima: dips.flatMap(mirrored).filter(({y}) => Math.abs(y) < 2.6),
  domain: {x: [-3.2, 3.2], y: [-2.6, 2.6]},
  starts: [[2.4, 1.7]],
  learningRate: 0.02,
  levels: "linear",
  about: "A cone under ripples: the tip is sharp, so steps of one size never settle in it.",
  source: "Ackley (1987), two variables."
};
