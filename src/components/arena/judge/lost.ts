import {type Descents, outcome, type Surface} from "../../../lib/index.js";

export type Ends = Pick<Descents, "x" | "y" | "status">;

/**
 * Which descents have diverged: those that overflowed, and those that ended further from the middle of the domain than a
 * hundred times its longer side, whose numbers would have overflowed later.
 */
export function lostOf({x, y, status}: Ends, {x: [x0, x1], y: [y0, y1]}: Surface["domain"]): boolean[] {
  const far = 100 * Math.max(x1 - x0, y1 - y0);
  return Array.from(
    x,
    (v, i) => status[i] === outcome.diverged || !(Math.hypot(v - (x0 + x1) / 2, y[i] - (y0 + y1) / 2) <= far)
  );
}
