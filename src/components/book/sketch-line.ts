import {type Axis, positionOn, valueAt} from "../plot/axis.js";
import type {Closeness} from "./score.js";

/** A curve as drawn by hand: one height for each of some columns, even from the left edge to the right. */
export type Line = readonly number[];

/** How far up an axis a value is: 0 at its lower end, 1 at its upper, no further. */
export function shareOf(axis: Axis, value: number): number {
  const share = positionOn(axis, value);
  return Math.min(1, Math.max(0, Number.isNaN(share) ? 1 : share));
}

/** A stroke of the pen: heights between two places, with a straight line between them. Places count in columns. */
export function stroke(line: Line, from: readonly [number, number], to: readonly [number, number]): Line {
  const [[x0, y0], [x1, y1]] = from[0] <= to[0] ? [from, to] : [to, from];
  const near = Math.round(to[0]);
  return line.map((y, i) => {
    if (i === near) return to[1];
    if (i < x0 || i > x1) return y;
    return x1 === x0 ? y1 : y0 + ((i - x0) / (x1 - x0)) * (y1 - y0);
  });
}

/** Moves one knob to a height; what lies between it and its neighbours follows, less the farther. */
export function pull(line: Line, knobs: readonly number[], k: number, height: number): Line {
  const [left, at, right] = [knobs[k - 1] ?? knobs[k], knobs[k], knobs[k + 1] ?? knobs[k]];
  const by = height - line[at];
  const weight = (i: number) => {
    if (i === at) return 1;
    if (i < at) return i <= left ? 0 : (i - left) / (at - left);
    return i >= right ? 0 : (right - i) / (right - at);
  };
  return line.map((y, i) => Math.min(1, Math.max(0, y + by * weight(i))));
}

/** A curve's heights above the columns, as shares of the axis, with straight lines between its points. */
export function sample(points: readonly (readonly [number, number])[], columns: number, x: Axis, y: Axis) {
  let j = 0;
  return Array.from({length: columns}, (_, i) => {
    const at = valueAt(x, i / (columns - 1));
    while (j < points.length - 2 && points[j + 1][0] < at) ++j;
    const [[a, from], [b, to]] = [points[j], points[j + 1]];
    const t = Math.min(1, Math.max(0, (at - a) / (b - a)));
    return (1 - t) * shareOf(y, from) + t * shareOf(y, to);
  });
}

/** Mean distance between two curves, as a share of the plot's height. */
export const distance = (a: Line, b: Line): number => a.reduce((sum, v, i) => sum + Math.abs(v - b[i]), 0) / a.length;

/** Judges a drawn curve by its mean distance: 3 % of the height is spot on, 8 % close, 16 % near. */
export function scoreSketch(guess: Line, answer: Line): Closeness {
  const d = distance(guess, answer);
  return d <= 0.03 ? "spotOn" : d <= 0.08 ? "close" : d <= 0.16 ? "near" : "surprise";
}
