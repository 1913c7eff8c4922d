import {superscript} from "./format.js";

/** Multiples of 1, 2 or 5 times a power of ten between two values, about `count` of them. */
export function ticks(low: number, high: number, count = 5): number[] {
  const raw = (high - low) / count;
  if (!(raw > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= 0.999 * raw)!;
  const [from, to] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return Array.from({length: to - from + 1}, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

/** Powers of ten within two values, thinned to at most `count`. */
export function logTicks(low: number, high: number, count = 7): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const stride = Math.max(1, Math.ceil((to - from + 1) / count));
  const all = [];
  for (let e = from; e <= to; e += stride) all.push(10 ** e);
  return all;
}

/** 10⁻³ for a power of ten. */
export const powerText = (value: number): string => `10${superscript(Math.round(Math.log10(value)))}`;
