/** Steps that divide a distance by ten, when each multiplies it by `rate`: ln 10/−ln rate. At least 1; Infinity for 1 and more. */
export function stepsPerDigit(rate: number): number {
  if (rate <= 0) return 1;
  return rate < 1 ? Math.max(1, Math.log(10) / -Math.log(rate)) : Infinity;
}
