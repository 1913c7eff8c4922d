import type {Arena, Kernels} from "../kernels.js";

export const signUpdateKernels = ({f32}: Arena): Pick<Kernels, "lion" | "rprop"> => ({
  /** c = β₁m + gain₁·g; θ ← keep·θ − α·sign(c); m ← β₂m + gain₂·g. */
  lion(n, theta, g, m, beta1, gain1, beta2, gain2, alpha, keep) {
    [theta, g, m] = [theta / 4, g / 4, m / 4];
    for (let i = 0; i < n; ++i) {
      const c = beta1 * f32[m + i] + gain1 * f32[g + i];
      f32[theta + i] = keep * f32[theta + i] - alpha * Math.sign(c);
      f32[m + i] = beta2 * f32[m + i] + gain2 * f32[g + i];
    }
  },
  /**
   * D ← min(max(D·factor, smallest), largest), where factor is `up` while the sign of g is that of the gradient before,
   * `down` where it changed, else 1; Δ = −sign(g)·D, or where it changed 0, with `back` the last step taken back;
   * θ ← θ + Δ; the gradient before ← g, or 0 where it changed.
   */
  rprop(n, theta, g, size, previous, moved, down, up, smallest, largest, back) {
    [theta, g, size, previous, moved] = [theta / 4, g / 4, size / 4, previous / 4, moved / 4];
    for (let i = 0; i < n; ++i) {
      const agreement = f32[g + i] * f32[previous + i];
      const changed = agreement < 0;
      const factor = agreement > 0 ? up : changed ? down : 1;
      f32[size + i] = Math.min(Math.max(f32[size + i] * factor, smallest), largest);
      f32[previous + i] = changed ? 0 : f32[g + i];
      f32[moved + i] = changed ? (back ? -f32[moved + i] : 0) : -Math.sign(f32[g + i]) * f32[size + i];
      f32[theta + i] += f32[moved + i];
    }
  }
});
