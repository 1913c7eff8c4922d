import {expect, test} from "vitest";
import {GEMM_SCRATCH, type KernelSet} from "../../../lib/kernels/index.js";
import {normals, simdLevels, twin, worst} from "./harness.js";

// The scratch lies last, so that a write beyond it would leave the arena and trap.
const A = 64;
const B = A + 4 * 80_000;
const C = B + 4 * 80_000;
const SCRATCH = (1 << 20) - 4 * GEMM_SCRATCH;

const sizes = [0, 1, 3, 4, 5, 7, 8, 9, 17];

test.each(simdLevels)("%s gemm agrees with the plain one within 2e-5 at every odd size, transposed or not", (level) => {
  const t = twin(level);
  for (const m of sizes)
    for (const n of sizes)
      for (const k of [...sizes, 300])
        for (let flags = 0; flags < 8; ++flags) {
          t.put(A, normals(m * k, 1));
          t.put(B, normals(k * n, 2));
          // One number beyond each end of C stands guard.
          t.put(C - 4, normals(m * n + 2, 3));
          t.run((s: KernelSet) => s.gemm(m, n, k, A, B, C, !!(flags & 1), !!(flags & 2), !!(flags & 4), SCRATCH));
          const [plain, fast] = t.floats(C - 4, m * n + 2);
          expect(worst(fast, plain), `${m}×${k}·${k}×${n}, ${flags}`).toBeLessThan(2e-5);
        }
});

test.each(simdLevels)("%s gemm agrees within 1e-4 at 1023", (level) => {
  const t = twin(level);
  for (const [m, n, k] of [
    [1023, 5, 7],
    [3, 1023, 9],
    [5, 9, 1023]
  ]) {
    t.put(A, normals(m * k, 1));
    t.put(B, normals(k * n, 2));
    t.run((s) => s.gemm(m, n, k, A, B, C, false, false, false, SCRATCH));
    const [plain, fast] = t.floats(C, m * n);
    expect(worst(fast, plain)).toBeLessThan(1e-4);
  }
});

test.each(simdLevels)("%s gemm passes on NaN, infinities and denormals", (level) => {
  const t = twin(level);
  // One row of A per special, against a column of ones: no zero hides a NaN from either side.
  for (const special of [Number.NaN, Infinity, -Infinity, 1e-45]) {
    const a = new Float32Array(9).fill(1);
    a[4] = special;
    t.put(A, a);
    t.put(B, new Float32Array(9).fill(1));
    t.run((s) => s.gemm(3, 3, 3, A, B, C, false, false, false, SCRATCH));
    const [plain, fast] = t.floats(C, 9);
    expect(Array.from(fast)).toEqual(Array.from(plain));
  }
});
