import type {Arena, Kernels} from "../kernels.js";

type Names = "blend" | "scale" | "clip" | "sumOfSquares";

export const vectorKernels = ({f32}: Arena): Pick<Kernels, Names> => ({
  /** y ← keep·y + gain·x */
  blend(n, x, y, keep, gain) {
    for (let i = 0; i < n; ++i) f32[y / 4 + i] = keep * f32[y / 4 + i] + gain * f32[x / 4 + i];
  },
  /** x ← factor·x */
  scale(n, x, factor) {
    for (let i = 0; i < n; ++i) f32[x / 4 + i] *= factor;
  },
  /** x ← min(max(x, −limit), limit) */
  clip(n, x, limit) {
    for (let i = 0; i < n; ++i) f32[x / 4 + i] = Math.min(Math.max(f32[x / 4 + i], -limit), limit);
  },
  /** Σ x² */
  sumOfSquares(n, x) {
    let sum = 0;
    for (let i = 0; i < n; ++i) sum += f32[x / 4 + i] ** 2;
    return sum;
  }
});
