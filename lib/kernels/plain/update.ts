import type {Arena, Kernels} from "../kernels.js";

type Names = "addScaled" | "momentum" | "adapt" | "adamax" | "adadelta" | "rmsprop";

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
  /**
   * m ← β₁m + gain₁·g; v ← β₂v + gain₂·g²; s = v, or with `top` the largest v so far;
   * θ ← keep·θ − (along·m + ahead·g)/(√(share·s + inside) + outside).
   */
  adapt(n, theta, g, m, v, top, beta1, gain1, beta2, gain2, along, ahead, share, inside, outside, keep) {
    [theta, g, m, v] = [theta / 4, g / 4, m / 4, v / 4];
    for (let i = 0; i < n; ++i) {
      f32[m + i] = beta1 * f32[m + i] + gain1 * f32[g + i];
      f32[v + i] = beta2 * f32[v + i] + gain2 * f32[g + i] * f32[g + i];
      let s = f32[v + i];
      if (top) {
        s = Math.max(f32[top / 4 + i], s);
        f32[top / 4 + i] = s;
      }
      const step = (along * f32[m + i] + ahead * f32[g + i]) / (Math.sqrt(share * s + inside) + outside);
      f32[theta + i] = keep * f32[theta + i] - step;
    }
  },
  /** m ← β₁m + gain₁·g; u ← max(β₂u, |g| + inside); θ ← θ − α·m/(u + outside), or θ where that divides by 0. */
  adamax(n, theta, g, m, u, beta1, gain1, beta2, inside, outside, alpha) {
    [theta, g, m, u] = [theta / 4, g / 4, m / 4, u / 4];
    for (let i = 0; i < n; ++i) {
      f32[m + i] = beta1 * f32[m + i] + gain1 * f32[g + i];
      f32[u + i] = Math.max(beta2 * f32[u + i], Math.abs(f32[g + i]) + inside);
      const under = f32[u + i] + outside;
      if (under > 0) f32[theta + i] -= (alpha * f32[m + i]) / under;
    }
  },
  /** v ← ρv + gain·g²; d = √(u + ε)/√(v + ε)·g; u ← ρu + gain·d²; θ ← θ − α·d. */
  adadelta(n, theta, g, v, u, rho, gain, epsilon, alpha) {
    [theta, g, v, u] = [theta / 4, g / 4, v / 4, u / 4];
    for (let i = 0; i < n; ++i) {
      f32[v + i] = rho * f32[v + i] + gain * f32[g + i] * f32[g + i];
      const d = (Math.sqrt(f32[u + i] + epsilon) / Math.sqrt(f32[v + i] + epsilon)) * f32[g + i];
      f32[u + i] = rho * f32[u + i] + gain * d * d;
      f32[theta + i] -= alpha * d;
    }
  },
  /**
   * v ← ρv + gain·g²; with `mean`, a ← ρa + gain·g and s = max(0, v − a²), else s = v;
   * b ← μb + rate·g/(√(s + inside) + outside); θ ← θ − along·b.
   */
  rmsprop(n, theta, g, v, mean, b, rho, gain, inside, outside, mu, rate, along) {
    [theta, g, v, b] = [theta / 4, g / 4, v / 4, b / 4];
    for (let i = 0; i < n; ++i) {
      f32[v + i] = rho * f32[v + i] + gain * f32[g + i] * f32[g + i];
      let s = f32[v + i];
      if (mean) {
        const a = rho * f32[mean / 4 + i] + gain * f32[g + i];
        f32[mean / 4 + i] = a;
        s = Math.max(0, s - a * a);
      }
      f32[b + i] = mu * f32[b + i] + (rate * f32[g + i]) / (Math.sqrt(s + inside) + outside);
      f32[theta + i] -= along * f32[b + i];
    }
  }
});
