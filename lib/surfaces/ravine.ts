import {quadratic} from "./bowl.js";
import type {Surface} from "./surface.js";

/** A quadratic valley, `condition` times as steep across as along. */
export function ravineOf({condition = 20}: {condition?: number} = {}): Surface {
  if (!(condition >= 1) || !(condition < Infinity))
    throw new Error(`ravineOf: invalid condition: ${condition}; expected a finite number of at least 1`);
  return {
    id: "ravine",
    name: "Ravine",
    tex: `\\tfrac12\\left(x^2 + ${condition}\\,y^2\\right)`,
    ...quadratic(condition),
    minima: [{x: 0, y: 0, loss: 0}],
    domain: {x: [-3, 3], y: [-2, 2]},
    starts: [[-2.6, 1]],
    learningRate: 0.08,
    levels: "log",
    about: "Steep across and gentle along: gradient descent zigzags, and momentum shows its worth.",
    source: "A quadratic with unequal curvatures, as in Goh (2017)."
  };
}

export const ravine = ravineOf();
