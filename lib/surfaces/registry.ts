import {beale} from "./beale.js";
import {bowl} from "./bowl.js";
import {himmelblau} from "./himmelblau.js";
import {rastrigin} from "./rastrigin.js";
import {ravine} from "./ravine.js";
import {rosenbrock} from "./rosenbrock.js";
import {saddle} from "./saddle.js";
import type {Surface} from "./surface.js";

/** Every built-in surface, from the plainest on. */
export const surfaces: readonly Surface[] = [bowl, ravine, rosenbrock, beale, himmelblau, saddle, rastrigin];

/** A surface by its id. Throws for one that is not known. */
export function surface(id: string): Surface {
  const found = surfaces.find((s) => s.id === id);
  if (!found)
    throw new Error(`surface: unknown surface: ${id}; expected one of ${surfaces.map((s) => s.id).join(", ")}`);
  return found;
}
