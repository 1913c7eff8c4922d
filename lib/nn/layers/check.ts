/** A number of units, channels or pixels. Throws `LAYER: invalid NOUN: …`. */
export function checkSize(layer: string, noun: string, n: number): void {
  if (!Number.isInteger(n) || n < 1) throw new Error(`${layer}: invalid ${noun}: ${n}; expected a positive integer`);
}

/** One number for both directions, or [height, width]. */
export type Pair = number | readonly [number, number];

export function pairOf(p: Pair): readonly [number, number] {
  return typeof p === "number" ? [p, p] : p;
}

/** Checks both numbers of a pair: integers of at least `least`. */
export function checkPair(layer: string, noun: string, p: Pair, least = 1): readonly [number, number] {
  const pair = pairOf(p);
  if (pair.length !== 2 || pair.some((v) => !Number.isInteger(v) || v < least))
    throw new Error(`${layer}: invalid ${noun}: ${pair.join("×")}; expected integers of at least ${least}`);
  return pair;
}
