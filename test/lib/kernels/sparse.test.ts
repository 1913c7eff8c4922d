import {expect, test} from "vitest";
import type {KernelSet} from "../../../lib/kernels/index.js";
import {createRng} from "../../../lib/rng.js";
import {normals, simdLevels, twin, worst} from "./harness.js";

const SOURCE = 64;
const PICKS = 40_000;
const STARTS = 41_000;
const ENTRIES = 42_000;
const COLUMN_STARTS = 140_000;
const COLUMN_ENTRIES = 150_000;
const W = 260_000;
const BIAS = 420_000;
const Z = 424_000;
const DW = 500_000;
const SCRATCH = 800_000;

const sizes = [1, 3, 4, 5, 7, 8, 15, 16, 17, 33, 784];

/** Examples of bytes, about one in five of them not zero. */
function fill(k: KernelSet, n: number, size: number, floats: boolean): void {
  const rng = createRng(5);
  for (let i = 0; i < n * size; ++i) {
    const v = rng.uniform() < 0.2 ? rng.integer(256) : 0;
    if (floats) k.arena.f32[SOURCE / 4 + i] = v;
    else k.arena.u8[SOURCE + i] = v;
  }
  for (let i = 0; i < n; ++i) k.arena.u32[PICKS / 4 + i] = n - 1 - i;
}

test.each(simdLevels)(
  "%s sparse products agree with the plain ones, and those with dense ones, within 1e-5",
  (level) => {
    const t = twin(level);
    for (const floats of [false, true])
      for (const size of sizes)
        for (const outputs of [1, 3, 4, 15, 16, 17, 33, 40])
          for (const n of [1, 5, 9]) {
            t.put(W, normals(size * outputs, 1));
            t.put(BIAS, normals(outputs, 2));
            t.put(DW - 4, normals(size * outputs + 2, 3));
            t.run((k) => {
              fill(k, n, size, floats);
              if (floats) k.compressFloats(SOURCE, PICKS, n, size, 1 / 255, STARTS, ENTRIES);
              else k.compressBytes(SOURCE, PICKS, n, size, 1 / 255, STARTS, ENTRIES);
              k.transposeEntries(STARTS, n, size, COLUMN_STARTS, COLUMN_ENTRIES);
              k.sparseForward(n, size, outputs, STARTS, W, BIAS, Z);
              k.sparseGradient(n, size, outputs, COLUMN_STARTS, Z, DW, SCRATCH);
            });
            const label = `${n}×${size}·${size}×${outputs}`;
            const words = (k: KernelSet) => k.arena.u32.slice(COLUMN_STARTS / 4, COLUMN_STARTS / 4 + size + 1);
            expect(words(t.fast), label).toEqual(words(t.plain));
            const [z, fastZ] = t.floats(Z, n * outputs);
            expect(worst(fastZ, z), label).toBeLessThan(1e-5);
            const [dw, fastDw] = t.floats(DW - 4, size * outputs + 2);
            expect(worst(fastDw, dw), label).toBeLessThan(1e-5);

            // The dense sums, from the same bytes.
            const {f32, u8} = t.plain.arena;
            const x = (i: number, p: number) =>
              (floats ? f32[SOURCE / 4 + (n - 1 - i) * size + p] : u8[SOURCE + (n - 1 - i) * size + p]) / 255;
            const at = (p: number, j: number) => {
              const first = j - (j % 16);
              return first * size + p * Math.min(16, outputs - first) + (j % 16);
            };
            const i = n - 1;
            const j = outputs - 1;
            let sum = f32[BIAS / 4 + j];
            for (let p = 0; p < size; ++p) sum += x(i, p) * f32[W / 4 + at(p, j)];
            expect(z[i * outputs + j]).toBeCloseTo(sum, 4);
            let slope = 0;
            for (let b = 0; b < n; ++b) slope += x(b, size - 1) * z[b * outputs + j];
            expect(dw[1 + at(size - 1, j)]).toBeCloseTo(slope, 4);
          }
  }
);

test.each(simdLevels)("%s gathers bytes, floats and labels exactly as the plain one", (level) => {
  const t = twin(level);
  for (const floats of [false, true])
    for (const size of [1, 3, 4, 5, 7, 8, 1023]) {
      t.run((k) => {
        fill(k, 6, size, floats);
        if (floats) k.gatherFloats(SOURCE, PICKS, 6, size, 0.5, W);
        else k.gatherBytes(SOURCE, PICKS, 6, size, 0.5, W);
        k.gatherLabels(SOURCE, PICKS, 6, Z);
        k.oneHot(6, 256, Z, DW);
      });
      const [a, b] = t.floats(W, 6 * size);
      expect(b).toEqual(a);
      const [c, d] = t.floats(DW, 6 * 256);
      expect(d).toEqual(c);
      expect(t.fast.arena.u8.slice(Z, Z + 6)).toEqual(t.plain.arena.u8.slice(Z, Z + 6));
    }
});
