import {short} from "./format.js";
import {tickStep} from "./tick-step.js";

/** A curve: one value a step. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly values: ArrayLike<number>;
  /** How many of the values count. */
  readonly count: number;
  /** Whose values they are: of the same owner, what was drawn before stays true, and only what is new is drawn. */
  readonly owner: object;
}

/** Room around the curves. */
export const MARGIN = {top: 12, right: 14, bottom: 24, left: 52};
/** Room at the foot of a logarithmic chart for what has no logarithm. */
const FOOT = 20;

/** Where steps and values lie on a chart, in its pixels. */
export interface ChartScale {
  readonly width: number;
  readonly height: number;
  /** The last step of the axis. */
  readonly steps: number;
  readonly log: boolean;
  readonly low: number;
  readonly high: number;
  /** Whether the axis is logarithmic and some value is 0 or below; those are drawn at the foot. */
  readonly foot: boolean;
  x(step: number): number;
  y(value: number): number;
  /** The step at a place; it may lie beyond the axis. */
  stepAt(px: number): number;
  /** Height of the lowest value, above the foot. */
  readonly floor: number;
  /** Values and steps at which the axes are marked, with what is written there. */
  readonly valueTicks: readonly {readonly value: number; readonly label: string}[];
  readonly stepTicks: readonly number[];
}

export interface ChartShape {
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly log: boolean;
}

/** The scale that holds all values; a logarithmic one covers at most 14 decades, so that rounding noise does not rule. */
export function chartScale(series: readonly Series[], shape: ChartShape): ChartScale {
  const {width, height, steps, log} = shape;
  const {low, high, foot} = extentOf(series, log);
  const inner = width - MARGIN.left - MARGIN.right;
  const floor = height - MARGIN.bottom - (foot ? FOOT : 0);
  const fraction = (v: number) => (log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low));
  const unit = Math.max(1, tickStep(steps / 6));
  return {
    ...shape,
    low,
    high,
    foot,
    floor,
    x: (step) => MARGIN.left + (inner * step) / steps,
    y: (v) =>
      log && v <= 0 ? height - MARGIN.bottom - FOOT / 2 : MARGIN.top + (floor - MARGIN.top) * (1 - fraction(v)),
    stepAt: (px) => Math.round((steps * (px - MARGIN.left)) / inner),
    valueTicks: log ? decades(low, high) : evenly(low, high),
    stepTicks: Array.from({length: Math.floor(steps / unit) + 1}, (_, i) => i * unit)
  };
}

/** The lowest and highest value that the axis has to hold. */
function extentOf(series: readonly Series[], log: boolean): Pick<ChartScale, "low" | "high" | "foot"> {
  const usable = (v: number) => Number.isFinite(v) && (!log || v > 0);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let foot = false;
  // What runs away is cut off at 10,000 times the highest first value; the others would be flat.
  const first = Math.max(...series.map(({values}) => (usable(values[0]) ? Math.abs(values[0]) : 0)), 0);
  for (const {values, count} of series)
    for (let k = 0; k < count; ++k) {
      const v = values[k];
      if (!usable(v)) {
        foot ||= log && Number.isFinite(v);
        continue;
      }
      if (v < low) low = v;
      if (v > high) high = v;
    }
  if (first > 0) high = Math.min(high, first * 1e4);
  if (!(high >= low)) return log ? {low: 0.1, high: 10, foot} : {low: 0, high: 1, foot};
  if (!log) {
    const spare = high === low ? 0.5 : (high - low) * 0.03;
    return {low: low - spare, high: high + spare, foot};
  }
  low = 10 ** Math.floor(Math.log10(Math.max(low, high * 1e-14)) + 1e-9);
  high = 10 ** Math.ceil(Math.log10(high) - 1e-9);
  return {low, high: high > low ? high : low * 10, foot};
}

function evenly(low: number, high: number) {
  const unit = tickStep((high - low) / 4);
  const first = Math.ceil(low / unit);
  return Array.from({length: Math.floor(high / unit) - first + 1}, (_, i) => {
    const value = (first + i) * unit;
    return {value, label: short(value)};
  });
}

function decades(low: number, high: number) {
  const count = Math.round(Math.log10(high / low));
  const stride = Math.max(1, Math.ceil(count / 5));
  const bottom = Math.round(Math.log10(low));
  return Array.from({length: Math.floor(count / stride) + 1}, (_, i) => {
    const value = 10 ** (bottom + i * stride);
    return {value, label: power(value)};
  });
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 10⁻³ and the like; plain near 1. */
function power(v: number): string {
  const exponent = Math.round(Math.log10(v));
  if (exponent >= -2 && exponent <= 3) return String(Number(v.toPrecision(1)));
  return `10${exponent < 0 ? "⁻" : ""}${[...String(Math.abs(exponent))].map((d) => superscripts[Number(d)]).join("")}`;
}

/** A round number of steps, at least `n`. */
export function niceAbove(n: number): number {
  const power = 10 ** Math.floor(Math.log10(n));
  return [1, 1.5, 2, 3, 5, 7.5, 10].map((lead) => lead * power).find((v) => v >= n) ?? 10 * power;
}
