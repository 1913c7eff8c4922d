import {compileSurface, rules, type Settings, type Surface, settingsOf} from "../../../lib/index.js";
import type {Report} from "./report.js";

export interface RateGridOptions {
  readonly surface: Surface;
  readonly rule: string;
  readonly settings: Settings;
  readonly start: readonly [number, number];
  /** Learning rates of the columns, and β of the rows. */
  readonly alphas: readonly number[];
  readonly betas: readonly number[];
  readonly steps: number;
}

/** Distances at which a run is left: numbers end soon after. */
const [NEAR, FAR] = [1e-200, 1e200];

/**
 * The factor by which one run's distance to the origin shrinks each step: the slope of a line through the logarithms of
 * the distances in its second half (least squares), since a distance that swings has no ratio to rely on.
 */
export function measuredRate({
  surface,
  rule: name,
  settings,
  start,
  steps
}: Omit<RateGridOptions, "alphas" | "betas">): number {
  const rule = rules[name];
  const all = settingsOf(rule, settings);
  const {evaluate} = compileSurface(surface);
  const theta = Float64Array.from(start);
  const gradient = new Float64Array(2);
  const [x, y, gx, gy] = [theta.subarray(0, 1), theta.subarray(1), gradient.subarray(0, 1), gradient.subarray(1)];
  const loss = new Float64Array(1);
  const state = rule.init(2, all, theta);
  const logs: number[] = [];
  for (let step = 0; step < steps; ++step) {
    evaluate(x, y, loss, gx, gy);
    const delta = rule.update(gradient, state, all, theta);
    theta[0] += delta[0];
    theta[1] += delta[1];
    const distance = Math.hypot(theta[0], theta[1]);
    if (distance === 0) return 0;
    if (!Number.isFinite(distance)) break;
    logs.push(Math.log(distance));
    if (distance < NEAR || distance > FAR) break;
  }
  const second = logs.slice(logs.length >> 1);
  if (second.length < 2) return second.length ? Math.exp(second[0] - Math.log(Math.hypot(...start))) : Number.NaN;
  const middle = (second.length - 1) / 2;
  const mean = second.reduce((sum, v) => sum + v, 0) / second.length;
  let [above, below] = [0, 0];
  for (const [i, v] of second.entries()) {
    above += (i - middle) * (v - mean);
    below += (i - middle) ** 2;
  }
  return Math.exp(above / below);
}

/** Measures the rate of every α and β, row by row, and pauses after each row. */
export function* rateGrid({alphas, betas, settings, ...rest}: RateGridOptions): Generator<Report<Float64Array>> {
  const rates = new Float64Array(alphas.length * betas.length);
  for (const [j, beta] of betas.entries()) {
    for (const [i, learningRate] of alphas.entries())
      rates[j * alphas.length + i] = measuredRate({...rest, settings: {...settings, learningRate, beta}});
    yield {share: (j + 1) / betas.length};
  }
  yield {share: 1, result: rates};
}
