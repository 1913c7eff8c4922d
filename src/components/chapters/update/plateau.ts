import type {Surface} from "../../../lib/surfaces/surface.js";
import {add, exp, mul, neg, square, sub} from "../../../lib/tensor/elementwise.js";

/** A pit in a plain: J = 1 − exp(−½(x² + y²)). A few steps away from the pit there is nothing to feel. */
export const plateau: Pick<Surface, "J" | "domain" | "minima"> = {
  J: (x, y) => sub(1, exp(neg(mul(0.5, add(square(x), square(y)))))),
  domain: {x: [-4.5, 4.5], y: [-3, 3]},
  minima: [{x: 0, y: 0, loss: 0}]
};
