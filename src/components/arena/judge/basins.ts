import {type Critical, descendMany, optimizer, rules, type Settings, type Surface} from "../../../lib/index.js";
import {type Ends, lostOf} from "./lost.js";
import {minimaOf, reachOf} from "./minima.js";
import type {Report} from "./report.js";

/** What became of a start that came to no minimum; a minimum is its index in the list, from 0. */
export const fate = {notArrived: -1, diverged: -2} as const;

/** The starts of a picture: the middles of columns × rows cells, row by row from the highest y. */
export interface StartGrid {
  readonly columns: number;
  readonly rows: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface BasinOptions {
  readonly surface: Surface;
  readonly rule: string;
  readonly settings: Settings;
  /** The pictures to make, the coarse one first. */
  readonly grids: readonly StartGrid[];
  readonly steps: number;
}

export interface Basins {
  readonly grid: StartGrid;
  /** A `fate` or the index of a minimum for each start. */
  readonly fates: Int16Array;
  readonly minima: readonly Critical[];
}

/** Starts that go down together between two pauses; fewer for rules that go point by point. */
const BLOCK = {gradient: 1024, objective: 128, hessian: 64} as const;

/** The start in the middle of a cell. */
export function startOf({columns, rows, x, y}: StartGrid, cell: number): [number, number] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  return [x[0] + ((x[1] - x[0]) * (column + 0.5)) / columns, y[1] - ((y[1] - y[0]) * (row + 0.5)) / rows];
}

/** The cell that a start lies in; undefined outside the picture. */
export function cellOf({columns, rows, x, y}: StartGrid, [a, b]: readonly [number, number]): number | undefined {
  const column = Math.floor((columns * (a - x[0])) / (x[1] - x[0]));
  const row = Math.floor((rows * (y[1] - b)) / (y[1] - y[0]));
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : undefined;
}

/** The fate of every descent: the nearest minimum if it ended within reach of one. */
export function fatesOf(ends: Ends, minima: readonly Critical[], domain: Surface["domain"]): Int16Array {
  const lost = lostOf(ends, domain);
  const reach = reachOf(domain);
  return Int16Array.from(ends.x, (x, i) => {
    if (lost[i]) return fate.diverged;
    let nearest: number = fate.notArrived;
    let distance = reach;
    for (const [k, minimum] of minima.entries()) {
      const d = Math.hypot(x - minimum.x, ends.y[i] - minimum.y);
      if (d <= distance) [nearest, distance] = [k, d];
    }
    return nearest;
  });
}

/** Finds the fate of every start, one grid after the other, and pauses after each block. */
export function* basins({surface, rule, settings, grids, steps}: BasinOptions): Generator<Report<Basins>> {
  const one = optimizer(rule, settings);
  const block = BLOCK[rules[rule].needs];
  const minima = minimaOf(surface, grids[0]);
  for (const grid of grids) {
    const fates = new Int16Array(grid.columns * grid.rows);
    for (let first = 0; first < fates.length; first += block) {
      const starts = Array.from({length: Math.min(block, fates.length - first)}, (_, i) => startOf(grid, first + i));
      const ends = descendMany(surface, one, {x: starts.map(([x]) => x), y: starts.map(([, y]) => y)}, {steps});
      fates.set(fatesOf(ends, minima, surface.domain), first);
      yield {share: (first + starts.length) / fates.length};
    }
    yield {share: 1, result: {grid, fates, minima}};
  }
}

export interface Share {
  readonly fate: number;
  readonly percent: number;
}

/** How many per cent have each fate: whole numbers that add up to 100 (largest remainders), minima that occur first. */
export function sharesOf(fates: Int16Array): Share[] {
  const counts = new Map<number, number>([
    [fate.notArrived, 0],
    [fate.diverged, 0]
  ]);
  for (const one of fates) counts.set(one, (counts.get(one) ?? 0) + 1);
  const shares = [...counts].map(([one, count]) => ({fate: one, exact: (100 * count) / Math.max(1, fates.length)}));
  let left = Math.round(shares.reduce((sum, {exact}) => sum + exact - Math.floor(exact), 0));
  const byRemainder = [...shares].sort((a, b) => (b.exact % 1) - (a.exact % 1));
  const raised = new Set(byRemainder.filter(() => left-- > 0).map((share) => share.fate));
  const place = (one: number) => (one >= 0 ? one : 1e6 - one);
  return shares
    .map((share) => ({fate: share.fate, percent: Math.floor(share.exact) + (raised.has(share.fate) ? 1 : 0)}))
    .sort((a, b) => place(a.fate) - place(b.fate));
}

/** Shares as `data-basins` carries them: "minimum-1:60,minimum-2:30,not-arrived:10,diverged:0". */
export function basinsText(shares: readonly Share[]): string {
  const name = (one: number) =>
    one === fate.notArrived ? "not-arrived" : one === fate.diverged ? "diverged" : `minimum-${one + 1}`;
  return shares.map((share) => `${name(share.fate)}:${share.percent}`).join(",");
}
