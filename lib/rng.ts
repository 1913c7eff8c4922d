/** Seeded random numbers: the only source of chance in the library. */
export interface Rng {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal, by Box and Muller. */
  normal(): number;
  /** Uniform among 0, 1, …, n − 1. */
  integer(n: number): number;
  /** 0, 1, …, n − 1 in random order (Fisher and Yates), written into `out`, which has n elements. */
  permutation(n: number, out?: Uint32Array): Uint32Array;
  /** The seed of a generator that goes on from here. */
  seed(): number;
}

/**
 * A small fast generator (mulberry32: 32 bits of state, period 2³²). Same seed, same numbers, on every machine.
 * Not for secrets.
 */
export function createRng(seed: number): Rng {
  if (!Number.isInteger(seed)) throw new Error(`createRng: invalid seed: ${seed}; expected an integer`);
  let a = seed >>> 0;
  const uniform = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const integer = (n: number) => Math.floor(uniform() * n);
  const permutation = (n: number, out = new Uint32Array(n)) => {
    for (let i = 0; i < n; ++i) out[i] = i;
    for (let i = n - 1; i > 0; --i) {
      const j = integer(i + 1);
      const v = out[i];
      out[i] = out[j];
      out[j] = v;
    }
    return out;
  };
  return {uniform, normal, integer, permutation, seed: () => a};
}
