import type {Arena, Kernels} from "../kernels.js";

type Names = "addScaled" | "momentum" | "adam";

export const updateKernels = ({f32}: Arena): Pick<Kernels, Names> => ({
  /** θ ← θ + scale·Δ */
  addScaled(n, theta, delta, scale) {
    for (let i = 0; i < n; ++i) f32[theta / 4 + i] += scale * f32[delta / 4 + i];
  },
  /** v ← β·v + gain·g; θ ← θ − ahead·g − along·v. */
  momentum(n, theta, g, v, beta, gain, ahead, along) {
    [theta, g, v] = [theta / 4, g / 4, v / 4];
    for (let i = 0; i < n; ++i) {
      f32[v + i] = beta * f32[v + i] + gain * f32[g + i];
      f32[theta + i] -= ahead * f32[g + i] + along * f32[v + i];
    }
  },
  /** m ← β₁m + gain₁·g; v ← β₂v + gain₂·g²; θ ← shrink·θ − α·m̂/(√v̂ + ε). */
  adam(n, theta, g, m, v, alpha, beta1, gain1, beta2, gain2, correction1, correction2, epsilon, shrink) {
    [theta, g, m, v] = [theta / 4, g / 4, m / 4, v / 4];
    for (let i = 0; i < n; ++i) {
      f32[m + i] = beta1 * f32[m + i] + gain1 * f32[g + i];
      f32[v + i] = beta2 * f32[v + i] + gain2 * f32[g + i] * f32[g + i];
      const mHat = f32[m + i] / correction1;
      const vHat = f32[v + i] / correction2;
      f32[theta + i] = shrink * f32[theta + i] - (alpha * mHat) / (Math.sqrt(vHat) + epsilon);
    }
  }
});
