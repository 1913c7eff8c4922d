import {createKernels, type KernelSet, type Level, levels, supports} from "../../../lib/kernels/index.js";
import {createRng} from "../../../lib/rng.js";

/**
 * The levels that are tested against plain TypeScript: those that run here. Node 20 has no relaxed SIMD; Chromium has,
 * and test/site/kernels.test.ts runs these tests in it.
 */
export const simdLevels: readonly Level[] = levels.filter((l) => l !== "typescript" && supports(l));

/** Lengths around the width of a vector, and one with many vectors and a tail. */
export const lengths = [0, 1, 3, 4, 5, 7, 8, 1023] as const;

const BYTES = 1 << 20;

/** The next multiple of four. */
export const padded = (n: number) => (n + 3) & ~3;

/** Runs the same calls on two levels, each over an arena that starts with the same bytes. */
export interface Twin {
  readonly plain: KernelSet;
  readonly fast: KernelSet;
  /** Writes floats at an address in both. */
  put(at: number, values: ArrayLike<number>): void;
  run<T>(f: (k: KernelSet) => T): [T, T];
  floats(at: number, n: number): [Float32Array, Float32Array];
}

export function twin(level: Level): Twin {
  const plain = createKernels(BYTES, {level: "typescript"});
  const fast = createKernels(BYTES, {level});
  return {
    plain,
    fast,
    put(at, values) {
      for (const k of [plain, fast]) k.arena.f32.set(values, at / 4);
    },
    run: (f) => [f(plain), f(fast)],
    floats: (at, n) => [plain.arena.f32.slice(at / 4, at / 4 + n), fast.arena.f32.slice(at / 4, at / 4 + n)]
  };
}

/** n numbers from a normal distribution. */
export function normals(n: number, seed: number): Float32Array {
  const rng = createRng(seed);
  return Float32Array.from({length: n}, () => rng.normal());
}

/** The largest |a − b|/max(1, |b|); Infinity where one is NaN or infinite and the other is not the same. */
export function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let e = 0;
  for (let i = 0; i < a.length; ++i) {
    if (Object.is(a[i], b[i])) continue;
    const d = Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i]));
    e = Math.max(e, Number.isNaN(d) ? Infinity : d);
  }
  return e;
}

/** NaN, infinities, zeros of both signs, the smallest denormal and the largest float. */
export const specials = [Number.NaN, Infinity, -Infinity, 0, -0, 1e-45, -1e-40, 3.4028234663852886e38];
