import {type AdamSettings, type AdamState, adamRule} from "./adam.js";
import {convention} from "./hyperparameters.js";
import type {Convention, Floats, Rule} from "./rule.js";
import {factory} from "./settings.js";

interface RadamState extends AdamState {
  /** R, or 0 while the variance of v cannot be told. */
  rectifier: number;
}

const conventions = {
  pytorch: {about: "rectifies once ρₜ > 5; ε added to √v before the correction, 1e-8"},
  paper: {about: "rectifies once ρₜ > 4; otherwise as PyTorch"}
} satisfies Record<string, Convention>;

/**
 * RAdam, rectified Adam: ρ∞ = 2/(1 − β₂) − 1, ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ); once ρₜ > 5,
 * R = √((ρₜ − 4)(ρₜ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρₜ)) and Δ = −α·R·m̂·√(1 − β₂ᵗ)/(√v + ε); before that Δ = −α·m̂.
 *
 * The first steps (five with β₂ = 0.999) are not normalised: α must suit the bare gradient too. ε is added to √v before
 * the correction, unlike Adam's. The paper rectifies from ρₜ > 4 and has no ε.
 * Source: Liu et al. (2020), Algorithm 2. PyTorch: `RAdam`.
 */
export const radamRule: Rule<AdamSettings> = {
  ...adamRule,
  name: "radam",
  label: "RAdam",
  hyperparameters: {...adamRule.hyperparameters, convention: convention(conventions)},
  quantities: {
    ...adamRule.quantities,
    rectifier: {tex: "R", code: "rectifier", label: "Rectifier, 0 before it starts", kind: "scalar"}
  },
  tex: [
    ...adamRule.tex.slice(0, 3),
    String.raw`\rho_t = \rho_\infty - \frac{2t\,\term{beta2}{\beta_2}^t}{1-\term{beta2}{\beta_2}^t},\quad \term{rectifier}{R} = \sqrt{\frac{(\rho_t-4)(\rho_t-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho_t}}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\begin{cases}\term{rectifier}{R}\,\dfrac{\term{mHat}{\hat m}\sqrt{1-\term{beta2}{\beta_2}^t}}{\sqrt{\term{v}{v}}+\term{epsilon}{\varepsilon}} & \rho_t > 5\\ \term{mHat}{\hat m} & \text{before}\end{cases}`
  ],
  conventions,
  about: "Adam that trusts its mean square only once enough gradients have gone into it.",
  init: (n, h, like): RadamState => ({...adamRule.init(n, h, like), rectifier: 0}),
  update(g, state, {learningRate: alpha, beta1, beta2, epsilon, convention}): Floats {
    const s = state as RadamState;
    const {m, v, mHat, vHat, delta} = s;
    s.t += 1;
    const correction1 = 1 - beta1 ** s.t;
    const correction2 = 1 - beta2 ** s.t;
    const limit = 2 / (1 - beta2) - 1;
    const rho = limit - (2 * s.t * beta2 ** s.t) / correction2;
    s.rectifier =
      rho > (convention === "paper" ? 4 : 5)
        ? Math.sqrt(((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho))
        : 0;
    const {rectifier} = s;
    for (let i = 0; i < g.length; ++i) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      mHat[i] = m[i] / correction1;
      vHat[i] = v[i] / correction2;
      const scaled = rectifier ? (rectifier * Math.sqrt(correction2)) / (Math.sqrt(v[i]) + epsilon) : 1;
      delta[i] = -alpha * mHat[i] * scaled;
    }
    return delta;
  }
};

export const radam = factory(radamRule);
