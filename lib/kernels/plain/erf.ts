/** erf by its Taylor series near 0 and by the continued fraction of erfc (Lentz) further out. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 6)) return Number.isNaN(x) ? x : Math.sign(x);
  if (a < 2.5) {
    let term = a;
    let s = a;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(s) && n < 100; ++n) {
      term *= (2 * a * a) / (2 * n + 1);
      s += term;
    }
    return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-a * a) * s;
  }
  let f = 0;
  for (let n = 60; n >= 1; --n) f = n / 2 / (a + f);
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + f)));
}
