import {add, mul, square} from "../tensor/index.js";
import type {Surface} from "./surface.js";

/** J = ½(x² + κ·y²): a quadratic whose curvatures are 1 and κ, its condition number. */
export function quadratic(condition: number): Pick<Surface, "J"> {
  return {J: (x, y) => mul(0.5, add(square(x), mul(condition, square(y))))};
}

export const bowl: Surface = {
  id: "bowl",
  name: "Bowl",
  tex: "\\tfrac12\\left(x^2 + y^2\\right)",
  ...quadratic(1),
  minima: [{x: 0, y: 0, loss: 0}],
  domain: {x: [-3, 3], y: [-3, 3]},
  starts: [[-2.4, 1.8]],
  learningRate: 0.1,
  levels: "linear",
  about: "Round, so the steepest way down leads straight to the minimum.",
  source: "A quadratic with equal curvatures."
};
