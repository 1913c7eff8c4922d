import {
  type Critical,
  compileSurface,
  curvatureAt,
  descendMany,
  optimizer,
  outcome,
  type Surface
} from "../../../lib/index.js";

/** Starts along the two sides from which minima are looked for, and the steps that each is given. */
const COLUMNS = 20;
const ROWS = 14;
const STEPS = 120;
/** Most minima that are kept. */
const MOST = 60;
/** A gradient that is no longer counts as none. */
const FLAT = 1e-5;

type Domain = Surface["domain"];

/** How near to a minimum a run has arrived: 2 % of the shorter side of the surface's domain. */
export const reachOf = ({x, y}: Domain): number => 0.02 * Math.min(x[1] - x[0], y[1] - y[0]);

/**
 * Every minimum that a surface is known to have, the deepest first. A reader's formula knows none: its minima are those
 * that L-BFGS finds from a lattice of starts in `domain`, and that the Hessian confirms.
 */
export function minimaOf(surface: Surface, domain: Domain): Critical[] {
  const known = [...surface.minima, ...(surface.localMinima ?? [])];
  return known.length || surface.id !== "formula" ? known : findMinima(surface, domain);
}

/** Minima found by L-BFGS from a lattice of starts, those closer together than `reachOf` counted once. */
export function findMinima(surface: Surface, {x, y}: Domain): Critical[] {
  const at = ([low, high]: readonly [number, number], k: number, n: number) => low + ((high - low) * (k + 0.5)) / n;
  const starts = Array.from({length: COLUMNS * ROWS}, (_, i) => ({
    x: at(x, i % COLUMNS, COLUMNS),
    y: at(y, Math.floor(i / COLUMNS), ROWS)
  }));
  const ends = descendMany(
    surface,
    optimizer("lbfgs"),
    {x: starts.map((p) => p.x), y: starts.map((p) => p.y)},
    {steps: STEPS}
  );
  const {evaluate} = compileSurface(surface);
  const [loss, gx, gy] = [0, 1, 2].map(() => new Float64Array(starts.length));
  evaluate(ends.x, ends.y, loss, gx, gy);
  const reach = reachOf(surface.domain);
  const found: Critical[] = [];
  const order = [...loss.keys()].sort((a, b) => loss[a] - loss[b]);
  for (const i of order) {
    if (ends.status[i] === outcome.diverged || !(Math.hypot(gx[i], gy[i]) <= FLAT)) continue;
    const here = {x: ends.x[i], y: ends.y[i], loss: loss[i]};
    if (found.some((one) => Math.hypot(one.x - here.x, one.y - here.y) <= reach)) continue;
    // A minimum curves upwards in both directions; a plain does not hold a ball, and a saddle lets it go.
    if (curvatureAt(surface, here.x, here.y)[1] > 1e-9) found.push(here);
    if (found.length === MOST) break;
  }
  return found;
}
