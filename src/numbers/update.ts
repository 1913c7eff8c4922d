import {anatomySurface} from "../components/chapters/update/anatomy-surface.js";
import {show} from "../components/format.js";
import {curvatureAt, surface} from "../lib/surfaces/index.js";

/** Numbers of the chapter on the update. */
export function numbers(): Record<string, string> {
  const {minima, saddles} = surface("saddle");
  return {
    bound: show(2 / curvatureAt(anatomySurface, 0, 0)[0], 2),
    saddleDrop: show((saddles?.[0].loss ?? 0) - minima[0].loss)
  };
}
