import type {Optimizer} from "../../../lib/optim/rule.js";
import {descend} from "../../../lib/surfaces/descend.js";
import type {Surface} from "../../../lib/surfaces/surface.js";
import {add, mul, square, sub} from "../../../lib/tensor/elementwise.js";

/** J = ½(u² + κ·v²), where (u, v) is (x, y) turned by `angle` radians: the same ravine, lying at a slant. */
export function slantedRavine(condition: number, angle: number): Pick<Surface, "J" | "domain"> {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return {
    J: (x, y) => mul(0.5, add(square(add(mul(c, x), mul(s, y))), mul(condition, square(sub(mul(c, y), mul(s, x)))))),
    domain: {x: [-3, 3], y: [-3, 3]}
  };
}

/** The point that lies at (u, v) in the ravine's own axes. */
export function turned([u, v]: readonly [number, number], angle: number): [number, number] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * u - s * v, s * u + c * v];
}

/** Steps until the distance to the minimum at the origin stays below `distance` to the end, or undefined. */
export function stepsToReach(
  surface: Pick<Surface, "J">,
  optimizer: Optimizer,
  {start, limit, distance}: {start: readonly [number, number]; limit: number; distance: number}
): number | undefined {
  let reached: number | undefined;
  for (const {step, theta, stopped} of descend(surface, optimizer, {start, steps: limit})) {
    if (stopped) return undefined;
    if (Math.hypot(...theta) >= distance) reached = undefined;
    else reached ??= step;
  }
  return reached;
}
