/** A number of units, channels or pixels. Throws `LAYER: invalid NOUN: …`. */
export function checkSize(layer: string, noun: string, n: number): void {
  if (!Number.isInteger(n) || n < 1) throw new Error(`${layer}: invalid ${noun}: ${n}; expected a positive integer`);
}

/** A number from 0 to `most`. Throws `LAYER: invalid NOUN: …`. */
export function checkWithin(layer: string, noun: string, v: number, most = Number.MAX_VALUE): void {
  if (!(v >= 0 && v <= most))
    throw new Error(`${layer}: invalid ${noun}: ${v}; expected 0 ≤ ${noun}${most < 2 ? ` ≤ ${most}` : ", finite"}`);
}

/** One number for both directions, or [height, width]. */
export type Pair = number | readonly [number, number];

/** Checks both numbers of a pair: integers of at least `least`. */
export function checkPair(layer: string, noun: string, p: Pair, least = 1): readonly [number, number] {
  const pair = typeof p === "number" ? ([p, p] as const) : p;
  if (pair.length !== 2 || pair.some((v) => !Number.isInteger(v) || v < least))
    throw new Error(`${layer}: invalid ${noun}: ${pair.join("×")}; expected integers of at least ${least}`);
  return pair;
}
