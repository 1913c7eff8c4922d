import {createRng, optimizer, type Settings, type Surface} from "../../../lib/index.js";
import {lostOf} from "./lost.js";
import {minimaOf, reachOf} from "./minima.js";
import type {Report} from "./report.js";
import {spend, withSettings} from "./spend.js";
import {TRIES, triesOf} from "./tries.js";

export interface Contender {
  readonly rule: string;
  /** Settings; those that are tuned are replaced. */
  readonly settings: Settings;
}

export interface RaceOptions {
  readonly surface: Surface;
  readonly contenders: readonly Contender[];
  /** Gradients that each run may ask for. */
  readonly budget: number;
  /** The one start of the race; without it there are `STARTS`, drawn over the domain. */
  readonly start?: readonly [number, number];
}

export interface RaceRow {
  readonly rule: string;
  /** What was tuned, and to what. */
  readonly tuned: Settings;
  /** Whether the best learning rate was the lowest or the highest of its grid: a better one may lie beyond. */
  readonly atEdge: boolean;
  /** Loss above the lowest known: the median over the starts, and its quarters. ∞ counts what diverged. */
  readonly median: number;
  readonly quarters: readonly [number, number];
  /** How many starts came within reach of a lowest minimum; undefined where none is known. */
  readonly arrived: number | undefined;
  readonly diverged: number;
}

export interface Race {
  readonly rows: readonly RaceRow[];
  /** Starts that each row was raced from. */
  readonly starts: number;
}

/** Starts that the race is run from, and as many others that the settings are tuned on. */
export const STARTS = 16;

/** Losses this close to the lowest known count as the same: what lies below is rounding. */
export const EQUAL = 1e-12;

/**
 * What losses are compared by, the first that differs: their median, their upper quarter, their worst. So of two settings
 * that both bring half of the starts home, the one wins that brings home more.
 */
export function scoreOf(losses: ArrayLike<number>, base: number): readonly number[] {
  const above = Array.from(losses, (v) => (Number.isFinite(base) ? Math.max(EQUAL, v - base) : v));
  return [0.5, 0.75, 1].map((share) => quantile(above, share));
}

/** Below 0 if the first score is the better one. */
export function compareScores(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((v, i) => v !== b[i]);
  return k < 0 ? 0 : a[k] < b[k] ? -1 : 1;
}

/** Starts that are drawn evenly over a domain, always the same; the first half tunes, the second races. */
export function drawStarts({x, y}: Surface["domain"]): [number, number][] {
  const rng = createRng(1);
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * rng.uniform();
  return Array.from({length: 2 * STARTS}, () => [between(x), between(y)]);
}

/**
 * Gives every contender the same number of gradients and of settings to try, tunes each by its losses from one half of
 * the starts, and races it from the other half. A single start has to serve for both.
 */
export function* race({surface, contenders, budget, start}: RaceOptions): Generator<Report<Race>> {
  const drawn = start ? [start, start] : drawStarts(surface.domain);
  const [training, trial] = [drawn.slice(0, drawn.length / 2), drawn.slice(drawn.length / 2)];
  const minima = minimaOf(surface, surface.domain);
  const lowest = Math.min(...minima.map(({loss}) => loss));
  const ends: {loss: Float64Array; row: Omit<RaceRow, "median" | "quarters">}[] = [];
  for (const {rule, settings} of contenders) {
    const one = optimizer(rule, settings);
    const run = (tuned: Settings, starts: typeof trial) => {
      const ends = spend(surface, withSettings(one, tuned), starts, budget);
      const lost = lostOf(ends, surface.domain);
      return {...ends, loss: ends.loss.map((v, i) => (lost[i] ? Number.NaN : v))};
    };
    const tries = triesOf(rule);
    let best: {tuned: Settings; score: readonly number[]} | undefined;
    for (const [i, tuned] of tries.settings.entries()) {
      const score = scoreOf(run(tuned, training).loss, lowest);
      if (!best || compareScores(score, best.score) < 0) best = {tuned, score};
      yield {share: (ends.length + (i + 1) / (TRIES + 1)) / contenders.length};
    }
    const {tuned} = best!;
    const {x, y, loss} = run(tuned, trial);
    const reach = reachOf(surface.domain);
    const near = (i: number) =>
      minima.some((m) => m.loss - lowest <= 1e-9 && Math.hypot(x[i] - m.x, y[i] - m.y) <= reach);
    const count = (test: (i: number) => boolean) => trial.filter((_, i) => test(i)).length;
    ends.push({
      loss,
      row: {
        rule,
        tuned,
        atEdge: tries.ends.includes(Number(tuned[tries.keys[0]])),
        arrived: minima.length ? count(near) : undefined,
        diverged: count((i) => Number.isNaN(loss[i]))
      }
    });
  }
  const base = Math.min(lowest, ...ends.flatMap(({loss}) => Array.from(loss).filter(Number.isFinite)));
  const rows = ends
    .sort((a, b) => compareScores(scoreOf(a.loss, base), scoreOf(b.loss, base)))
    .map(({loss, row}) => {
      const above = loss.map((v) => v - base);
      return {...row, median: quantile(above, 0.5), quarters: [quantile(above, 0.25), quantile(above, 0.75)] as const};
    });
  yield {share: 1, result: {rows, starts: trial.length}};
}

/** A quantile of losses, in proportion between its neighbours where it falls between two; NaN counts as ∞. */
export function quantile(losses: ArrayLike<number>, share: number): number {
  const sorted = Array.from(losses, (v) => (Number.isNaN(v) ? Number.POSITIVE_INFINITY : v)).sort((a, b) =>
    a === b ? 0 : a - b
  );
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === high ? low : low + (high - low) * (at % 1);
}
