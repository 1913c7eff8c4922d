import {type Arena, type Kernels, TILE} from "../kernels.js";

type Names = "compressBytes" | "compressFloats" | "transposeEntries" | "sparseForward" | "sparseGradient";

// An entry is two words: 64 times its column (or row), and its value as a float. Starts are addresses of entries.

export const sparseKernels = ({f32, u8, u32}: Arena): Pick<Kernels, Names> => {
  const put = (at: number, index: number, value: number): number => {
    u32[at / 4] = index * 64;
    f32[at / 4 + 1] = value;
    return at + 8;
  };

  /** Lists the numbers that are not zero, by row. */
  const compress =
    (from: Uint8Array | Float32Array) =>
    (source: number, indices: number, n: number, size: number, scale: number, starts: number, entries: number) => {
      let to = entries;
      for (let i = 0; i < n; ++i) {
        u32[starts / 4 + i] = to;
        const first = source / from.BYTES_PER_ELEMENT + u32[indices / 4 + i] * size;
        for (let p = 0; p < size; ++p) if (from[first + p] !== 0) to = put(to, p, from[first + p] * Math.fround(scale));
      }
      u32[starts / 4 + n] = to;
    };

  /** Calls `visit` with index and value of the entries of one row (or column). */
  const each = (starts: number, i: number, visit: (index: number, value: number) => void) => {
    for (let e = u32[starts / 4 + i]; e < u32[starts / 4 + i + 1]; e += 8) visit(u32[e / 4] / 64, f32[e / 4 + 1]);
  };

  /** First element of W[p, j], and the elements up to the next row, where W is in tiles of sixteen columns. */
  const tiles = (inputs: number, outputs: number) => {
    const list: {j: number; width: number; offset: number}[] = [];
    for (let j = 0; j < outputs; j += TILE) list.push({j, width: Math.min(TILE, outputs - j), offset: j * inputs});
    return list;
  };

  return {
    compressBytes: compress(u8),
    compressFloats: compress(f32),
    transposeEntries(rowStarts, n, size, starts, entries) {
      const counts = new Uint32Array(size + 1);
      for (let i = 0; i < n; ++i) each(rowStarts, i, (p) => counts[p]++);
      for (let p = 0, to = entries; p <= size; to += counts[p] * 8, ++p) u32[starts / 4 + p] = to;
      const next = u32.slice(starts / 4, starts / 4 + size);
      for (let i = 0; i < n; ++i)
        each(rowStarts, i, (p, value) => {
          next[p] = put(next[p], i, value);
        });
    },
    /** Z ← X·W + b, over the entries of X. */
    sparseForward(n, inputs, outputs, starts, w, bias, z) {
      for (const {j, width, offset} of tiles(inputs, outputs))
        for (let i = 0; i < n; ++i) {
          const to = z / 4 + i * outputs + j;
          for (let c = 0; c < width; ++c) f32[to + c] = f32[bias / 4 + j + c];
          for (let e = u32[starts / 4 + i]; e < u32[starts / 4 + i + 1]; e += 8) {
            const from = w / 4 + offset + (u32[e / 4] / 64) * width;
            const value = f32[e / 4 + 1];
            for (let c = 0; c < width; ++c) f32[to + c] += value * f32[from + c];
          }
        }
    },
    /** dW ← Xᵀ·dZ, over the entries of X by column. */
    sparseGradient(_, inputs, outputs, starts, dz, dw) {
      for (const {j, width, offset} of tiles(inputs, outputs))
        for (let p = 0; p < inputs; ++p) {
          const to = dw / 4 + offset + p * width;
          f32.fill(0, to, to + width);
          for (let e = u32[starts / 4 + p]; e < u32[starts / 4 + p + 1]; e += 8) {
            const from = dz / 4 + (u32[e / 4] / 64) * outputs + j;
            const value = f32[e / 4 + 1];
            for (let c = 0; c < width; ++c) f32[to + c] += value * f32[from + c];
          }
        }
    }
  };
};
