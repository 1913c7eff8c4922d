import {ackley} from "./ackley.js";
import {beale} from "./beale.js";
import {booth} from "./booth.js";
import {bowl} from "./bowl.js";
import {cliff} from "./cliff.js";
import {goldsteinPrice} from "./goldstein-price.js";
import {himmelblau} from "./himmelblau.js";
import {leastSquares} from "./least-squares.js";
import {monkeySaddle} from "./monkey-saddle.js";
import {neuron} from "./neuron.js";
import {plateau} from "./plateau.js";
import {rastrigin} from "./rastrigin.js";
import {ravine} from "./ravine.js";
import {rosenbrock} from "./rosenbrock.js";
import {saddle} from "./saddle.js";
import {styblinskiTang} from "./styblinski-tang.js";
import type {Surface} from "./surface.js";
import {threeHumpCamel} from "./three-hump-camel.js";

/** Every built-in surface, from the plainest on. */
export const surfaces: readonly Surface[] = [
  bowl,
  ravine,
  booth,
  rosenbrock,
  beale,
  threeHumpCamel,
  himmelblau,
  styblinskiTang,
  saddle,
  monkeySaddle,
  rastrigin,
  ackley,
  goldsteinPrice,
  plateau,
  cliff,
  leastSquares,
  neuron
];

/** A surface by its id. Throws for one that is not known. */
export function surface(id: string): Surface {
  const found = surfaces.find((s) => s.id === id);
  if (!found)
    throw new Error(`surface: unknown surface: ${id}; expected one of ${surfaces.map((s) => s.id).join(", ")}`);
  return found;
}
