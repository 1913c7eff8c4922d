/**
 * Noise by random access: what step k of stream s is given depends on the seed, s and k alone, so that a run can be
 * computed again from anywhere, and several runs can be given the same noise.
 */

/**
 * A number that depends on three integers alone. Range: [0, 1). The mixing steps are those of MurmurHash3's finalizer.
 * Not for secrets.
 */
export function hashed(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = mix(h ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35));
  h = mix(h ^ Math.imul(c + 0x165667b1, 0x27d4eb2f));
  return (h >>> 0) / 2 ** 32;
}

function mix(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Two independent standard normal numbers for a step of a stream, by Box and Muller: √(−2 ln u) (cos 2πv, sin 2πv). */
export function normalsAt(seed: number, stream: number, step: number): [number, number] {
  const u = 1 - hashed(seed, stream, 2 * step);
  const v = hashed(seed, stream, 2 * step + 1);
  const radius = Math.sqrt(-2 * Math.log(u));
  return [radius * Math.cos(2 * Math.PI * v), radius * Math.sin(2 * Math.PI * v)];
}

/** How examples are dealt out in mini-batches. */
export interface BatchPlan {
  /** Examples in all. */
  readonly count: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly stream: number;
}

/**
 * The examples of the mini-batch for update `step` (from 1), as indices from 0 to count − 1. Every epoch is a fresh
 * permutation (Fisher and Yates); what does not fill a batch at its end is left out, so that no batch mixes two epochs.
 * @throws `batchAt: invalid count|invalid batchSize|invalid step: …` unless all three are positive integers
 */
export function batchAt({count, batchSize, seed, stream}: BatchPlan, step: number): number[] {
  for (const [noun, n] of Object.entries({count, batchSize, step}))
    if (!Number.isInteger(n) || n < 1) throw new Error(`batchAt: invalid ${noun}: ${n}; expected a positive integer`);
  const size = Math.min(batchSize, count);
  const perEpoch = Math.floor(count / size);
  const epoch = Math.floor((step - 1) / perEpoch);
  const at = (step - 1) % perEpoch;
  const order = Array.from({length: count}, (_, i) => i);
  for (let i = count - 1; i > 0; --i) {
    const j = Math.floor(hashed(seed, stream, epoch * count + i) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order.slice(at * size, (at + 1) * size);
}
