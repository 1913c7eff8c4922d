import type {Surface} from "../../../lib/surfaces/surface.js";
import {add, mul, square} from "../../../lib/tensor/elementwise.js";

/** A tilted bowl, so that no arrow lies along an axis. */
export const anatomySurface: Pick<Surface, "J"> = {
  J: (x, y) => add(mul(0.5, square(x)), add(mul(0.6, mul(x, y)), mul(0.9, square(y))))
};
