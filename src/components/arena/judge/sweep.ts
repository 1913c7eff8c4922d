import {descendMany, optimizer, type Settings, type Surface} from "../../../lib/index.js";
import {lostOf} from "./lost.js";
import {minimaOf} from "./minima.js";
import type {Report} from "./report.js";

/** A run whose learning rate is to be swept; the settings are all the others. */
export interface SweepRun {
  readonly id: string;
  readonly rule: string;
  readonly settings: Settings;
}

export interface SweepCurve {
  readonly id: string;
  /** The loss above `base` after the last step, one for each rate; NaN where the run diverged. */
  readonly losses: Float64Array;
}

export interface Sweep {
  readonly curves: readonly SweepCurve[];
  /** The loss that the curves count from: the lowest known, be it a minimum's or the end of a run. */
  readonly base: number;
  /** Whether the surface has a minimum that is known. */
  readonly known: boolean;
}

export interface SweepOptions {
  readonly surface: Surface;
  readonly domain: Surface["domain"];
  readonly runs: readonly SweepRun[];
  readonly start: readonly [number, number];
  readonly rates: readonly number[];
  readonly steps: number;
}

/** `count` numbers from low to high, evenly spaced in their logarithms, to three digits. */
export function logSpaced(low: number, high: number, count: number): number[] {
  return Array.from({length: count}, (_, i) => Number((low * (high / low) ** (i / (count - 1))).toPrecision(3)));
}

/** Ends every run once with each learning rate, and pauses after each descent. */
export function* sweep({surface, domain, runs, start, rates, steps}: SweepOptions): Generator<Report<Sweep>> {
  const curves: SweepCurve[] = [];
  for (const {id, rule, settings} of runs) {
    const losses = new Float64Array(rates.length);
    for (const [i, learningRate] of rates.entries()) {
      const one = optimizer(rule, {...settings, learningRate});
      const end = descendMany(surface, one, {x: [start[0]], y: [start[1]]}, {steps});
      losses[i] = lostOf(end, surface.domain)[0] ? Number.NaN : end.loss[0];
      yield {share: (curves.length + i / rates.length) / runs.length};
    }
    curves.push({id, losses});
  }
  const minima = minimaOf(surface, domain).map(({loss}) => loss);
  const ends = curves.flatMap(({losses}) => [...losses].filter(Number.isFinite));
  const base = Math.min(...minima, ...ends);
  for (const {losses} of curves) for (let i = 0; i < losses.length; ++i) losses[i] -= base;
  yield {share: 1, result: {curves, base, known: minima.length > 0}};
}
