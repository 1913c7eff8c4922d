/**
 * A number in [0, 1) that depends on three integers alone: random access into a stream of noise.
 * The mixing steps are those of MurmurHash3's finalizer.
 */
export function hash(a: number, b: number, c: number): number {
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
