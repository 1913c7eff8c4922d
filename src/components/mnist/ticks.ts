/** Round numbers from `low` to `high`, about `count` of them: multiples of 1, 2 or 5 times a power of ten. */
export function linearTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999) ?? 10 * power;
  const from = Math.ceil(low / step - 1e-9);
  const to = Math.floor(high / step + 1e-9);
  return Array.from({length: to - from + 1}, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

/** Powers of ten within [low, high], thinned to at most eight. */
export function logTicks(low: number, high: number): number[] {
  const from = Math.ceil(Math.log10(low) - 1e-9);
  const to = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((to - from + 1) / 8));
  const ticks = [];
  for (let e = from; e <= to; e += stride) ticks.push(Number(`1e${e}`));
  return ticks;
}

/** A tick as people write it: 12k, 0.01, 1e6. */
export function tickText(v: number): string {
  const a = Math.abs(v);
  if (a >= 1e5 || (a > 0 && a < 1e-3)) return v.toExponential(0).replace("e+", "e");
  if (a >= 2000) return `${Number((v / 1000).toPrecision(3))}k`;
  return String(Number(v.toPrecision(6)));
}
