import type {Arena, Kernels} from "../kernels.js";

type Names =
  | "gatherBytes"
  | "gatherFloats"
  | "gatherLabels"
  | "oneHot"
  | "copy"
  | "multiply"
  | "addRows"
  | "sumRows"
  | "dropout";

export const batchKernels = ({f32, u8, u32}: Arena): Pick<Kernels, Names> => {
  /** The chosen examples, as floats times `scale`. */
  const gather =
    (from: Uint8Array | Float32Array) =>
    (source: number, indices: number, n: number, size: number, scale: number, to: number) => {
      const first = source / from.BYTES_PER_ELEMENT;
      for (let i = 0; i < n; ++i)
        for (let p = 0; p < size; ++p)
          f32[to / 4 + i * size + p] = from[first + u32[indices / 4 + i] * size + p] * Math.fround(scale);
    };
  return {
    gatherBytes: gather(u8),
    gatherFloats: gather(f32),
    gatherLabels(source, indices, n, to) {
      for (let i = 0; i < n; ++i) u8[to + i] = u8[source + u32[indices / 4 + i]];
    },
    oneHot(n, classes, labels, to) {
      for (let i = 0; i < n; ++i)
        for (let j = 0; j < classes; ++j) f32[to / 4 + i * classes + j] = u8[labels + i] === j ? 1 : 0;
    },
    copy(n, x, y) {
      f32.copyWithin(y / 4, x / 4, x / 4 + n);
    },
    /** z ← x·y */
    multiply(n, x, y, z) {
      for (let i = 0; i < n; ++i) f32[z / 4 + i] = f32[x / 4 + i] * f32[y / 4 + i];
    },
    /** x ← x + b, row by row. */
    addRows(n, c, bias, x) {
      for (let i = 0; i < n; ++i) for (let j = 0; j < c; ++j) f32[x / 4 + i * c + j] += f32[bias / 4 + j];
    },
    /** Sums of the columns of x: [n, c]. */
    sumRows(n, c, x, to) {
      for (let j = 0; j < c; ++j) {
        let s = 0;
        for (let i = 0; i < n; ++i) s += f32[x / 4 + i * c + j];
        f32[to / 4 + j] = s;
      }
    },
    /** mask: 0 with probability `rate`, otherwise 1/(1 − rate), by mulberry32 as in `createRng`; y ← x·mask. */
    dropout(n, rate, state, x, mask, y) {
      let a = u32[state / 4];
      for (let i = 0; i < n; ++i) {
        a = (a + 0x6d2b79f5) >>> 0;
        let t = a;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        const m = ((t ^ (t >>> 14)) >>> 0) / 4294967296 < rate ? 0 : 1 / (1 - rate);
        f32[mask / 4 + i] = m;
        f32[y / 4 + i] = f32[x / 4 + i] * m;
      }
      u32[state / 4] = a;
    }
  };
};
