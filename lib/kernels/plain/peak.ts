import type {Kernels} from "../kernels.js";

export const peakKernels: Pick<Kernels, "peak"> = {
  /** n rounds of 48 multiply-adds, one number at a time. */
  peak(n) {
    const [a, b] = [0.999, 0.001];
    let [c0, c1, c2, c3] = [0, 1, 2, 3];
    let [c4, c5, c6, c7] = [4, 5, 6, 7];
    let [c8, c9, c10, c11] = [8, 9, 10, 11];
    for (let i = 0; i < 4 * n; ++i) {
      c0 = c0 * a + b;
      c1 = c1 * a + b;
      c2 = c2 * a + b;
      c3 = c3 * a + b;
      c4 = c4 * a + b;
      c5 = c5 * a + b;
      c6 = c6 * a + b;
      c7 = c7 * a + b;
      c8 = c8 * a + b;
      c9 = c9 * a + b;
      c10 = c10 * a + b;
      c11 = c11 * a + b;
    }
    return c0 + c1 + c2 + c3 + (c4 + c5 + c6 + c7) + (c8 + c9 + c10 + c11);
  }
};
