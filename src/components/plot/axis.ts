import {ticks as roundTicks} from "npm:d3-array";

/** An axis of a plot. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly log?: boolean;
  /** Named at the end of the axis. */
  readonly label?: string;
  /** Where to put ticks; about as many as there is room for, unless told. */
  readonly ticks?: readonly number[];
  readonly format?: (value: number) => string;
}

/** How far along an axis a value is: 0 at its lower end, 1 at its upper. */
export const positionOn = ({domain: [a, b], log}: Axis, value: number): number =>
  log ? Math.log(value / a) / Math.log(b / a) : (value - a) / (b - a);

/** The value at a share of an axis: the inverse of `positionOn`. */
export const valueAt = ({domain: [a, b], log}: Axis, share: number): number =>
  log ? a * (b / a) ** share : a + share * (b - a);

/** About `count` round numbers on an axis; a logarithmic one gets whole powers of ten, at most `count`. */
export function ticksOf({domain: [a, b], log, ticks}: Axis, count: number): readonly number[] {
  if (ticks) return ticks;
  if (!log) return roundTicks(a, b, count);
  const [from, to] = [Math.ceil(Math.log10(a) - 1e-9), Math.floor(Math.log10(b) + 1e-9)];
  const every = Math.max(1, Math.ceil((to - from + 1) / count));
  return Array.from({length: Math.floor((to - from) / every) + 1}, (_, i) => Number(`1e${from + i * every}`));
}
