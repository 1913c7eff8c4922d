/**
 * Thresholds between which a surface is drawn in one tone: `count` of them, rising.
 *
 * "linear": evenly spaced between the lowest and highest loss shown. "log": evenly spaced in the logarithm of the height
 * above the floor, over at most six decades, so that a valley of 10⁻³ and a wall of 10³ can be read in one picture.
 */
export function contourLevels(
  losses: ArrayLike<number>,
  spacing: "linear" | "log",
  count = 16,
  floor?: number
): number[] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < losses.length; ++i) {
    if (!Number.isFinite(losses[i])) continue;
    low = Math.min(low, losses[i]);
    high = Math.max(high, losses[i]);
  }
  if (!(high > low)) return Number.isFinite(low) ? [low] : [0];
  if (spacing === "linear") return Array.from({length: count}, (_, i) => low + ((high - low) * i) / count);
  const base = Math.min(floor ?? low, low);
  const top = high - base;
  const bottom = Math.max(top * 1e-6, percentile(losses, 0.02) - base, Number.MIN_VALUE);
  const levels = Array.from({length: count - 1}, (_, i) => base + bottom * (top / bottom) ** (i / (count - 1)));
  return [Math.min(low, base), ...levels.filter((level) => level > low)];
}

function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  return sorted[Math.floor(share * (sorted.length - 1))];
}
