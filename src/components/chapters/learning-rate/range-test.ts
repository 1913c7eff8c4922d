import type {Dataset} from "../../../lib/data/dataset.js";
import type {Model} from "../../../lib/nn/sequential.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {fit} from "../../../lib/train/fit.js";

export interface RangeTestOptions {
  /** First and last learning rate; they grow by the same factor each step. */
  readonly from?: number;
  readonly to?: number;
  readonly steps?: number;
  readonly batchSize?: number;
  /** Gradient descent unless told; its own learning rate is not used. */
  readonly optimizer?: Optimizer;
  /** Weight of the past in the smoothed loss, corrected for its start. */
  readonly smoothing?: number;
  readonly seed?: number;
}

export interface RangePoint {
  readonly alpha: number;
  /** Loss of the batch, before the step. */
  readonly loss: number;
  readonly smooth: number;
}

/**
 * The range test: one short training whose learning rate grows from step to step, until the smoothed loss is four times
 * its best, or is no number. Yields a point a step. The model is changed: hand in one to throw away.
 * Source: Smith (2017), section 3.3.
 */
export async function* rangeTest(
  model: Model,
  data: Dataset,
  {
    from = 1e-4,
    to = 30,
    steps = 160,
    batchSize = 32,
    optimizer = gradientDescent(),
    smoothing = 0.85,
    seed = 1
  }: RangeTestOptions = {}
): AsyncGenerator<RangePoint> {
  const alphaAt = (step: number) => from * (to / from) ** ((step - 1) / (steps - 1));
  const run = fit(model, data, {
    optimizer,
    batchSize,
    epochs: Math.ceil((steps * batchSize) / data.count) + 1,
    schedule: alphaAt,
    seed
  });
  let average = 0;
  let best = Infinity;
  for await (const event of run) {
    if (event.type === "diverged") return;
    if (event.type !== "step") continue;
    const {step, loss} = event;
    average = smoothing * average + (1 - smoothing) * loss;
    const smooth = average / (1 - smoothing ** step);
    yield {alpha: alphaAt(step), loss, smooth};
    best = Math.min(best, smooth);
    if (smooth > 4 * best || step === steps) return;
  }
}

/** What a range test suggests. */
export interface Suggestion {
  /** Where the smoothed loss falls fastest per factor of α. */
  readonly steepest: number;
  /** Where the smoothed loss is lowest: already close to too much. */
  readonly lowest: number;
}

/** Reads a finished range test. The slope is a least-squares fit over `window` points against ln α. */
export function readRangeTest(points: readonly RangePoint[], window = 15): Suggestion | undefined {
  if (points.length < window) return undefined;
  const low = points.reduce((best, p, i) => (p.smooth < points[best].smooth ? i : best), 0);
  let steepest = Math.max(0, low - (window >> 1));
  let slope = Infinity;
  for (let i = 0; i + window <= Math.max(window, low + 1); ++i) {
    const s = slopeOf(points.slice(i, i + window));
    if (s < slope) [slope, steepest] = [s, i + (window >> 1)];
  }
  return {steepest: points[steepest].alpha, lowest: points[low].alpha};
}

function slopeOf(points: readonly RangePoint[]): number {
  const n = points.length;
  const xs = points.map(({alpha}) => Math.log(alpha));
  const mx = xs.reduce((a, b) => a + b, 0) / n;
  const my = points.reduce((a, p) => a + p.smooth, 0) / n;
  let xy = 0;
  let xx = 0;
  for (let i = 0; i < n; ++i) {
    xy += (xs[i] - mx) * (points[i].smooth - my);
    xx += (xs[i] - mx) ** 2;
  }
  return xy / xx;
}
