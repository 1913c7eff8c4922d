/** A tick as people write it: 12k, 0.01, 1e6. */
export function tickText(v: number): string {
  const a = Math.abs(v);
  if (a >= 1e5 || (a > 0 && a < 1e-3)) return v.toExponential(0).replace("e+", "e");
  if (a >= 2000) return `${Number((v / 1000).toPrecision(3))}k`;
  return String(Number(v.toPrecision(6)));
}
