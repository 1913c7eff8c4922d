/**
 * How much a row of measurements rises from its first to its last, along the line through them: the median of the slopes
 * between any two (Theil 1950, Sen 1968), so that single outliers do not tilt it. 0 for fewer than two.
 */
export function rise(values: readonly number[]): number {
  const slopes = values.flatMap((a, i) => values.slice(i + 1).map((b, j) => (b - a) / (j + 1))).sort((a, b) => a - b);
  if (!slopes.length) return 0;
  const middle = slopes.length / 2;
  const median = (slopes[Math.floor(middle)] + slopes[Math.ceil(middle) - 1]) / 2;
  return median * (values.length - 1);
}
