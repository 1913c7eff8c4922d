import {type AdamSettings, type AdamState, adamRule} from "./adam.js";
import {convention, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule} from "./rule.js";
import {factory} from "./settings.js";

interface AmsgradState extends AdamState {
  vMax: Floats;
}

const conventions = {
  pytorch: {about: "maximum over the raw v, corrected afterwards; ε after both, 1e-8"},
  keras: {about: "maximum over the raw v; ε before the correction, 1e-7", defaults: {epsilon: 1e-7}},
  paper: {
    about: "no bias correction at all",
    tex: [
      ...adamRule.tex.slice(0, 2),
      String.raw`\term{vMax}{v_{\max}} \leftarrow \max\left(\term{vMax}{v_{\max}}, \term{v}{v}\right)`,
      String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{m}{m}}{\sqrt{\term{vMax}{v_{\max}}}+\term{epsilon}{\varepsilon}}`
    ]
  }
} satisfies Record<string, Convention>;

/**
 * AMSGrad: Adam that divides by the largest v so far: v_max ← max(v_max, v), v̂ = v_max/(1 − β₂ᵗ), Δ = −α·m̂/(√v̂ + ε).
 *
 * The maximum is over v before bias correction, as PyTorch and Keras compute it; PyTorch's documentation once said
 * otherwise. The paper corrects neither moment.
 * Source: Reddi, Kale and Kumar (2018), Algorithm 2. PyTorch: `Adam(amsgrad=True)`.
 */
export const amsgradRule: Rule<AdamSettings> = {
  ...adamRule,
  name: "amsgrad",
  label: "AMSGrad",
  hyperparameters: {...adamRule.hyperparameters, convention: convention(conventions)},
  quantities: {
    ...adamRule.quantities,
    vMax: {tex: "v_{\\max}", code: "vMax", label: "Largest mean square", kind: "vector", role: "scale"}
  },
  tex: [
    ...adamRule.tex.slice(0, 2),
    String.raw`\term{vMax}{v_{\max}} \leftarrow \max\left(\term{vMax}{v_{\max}}, \term{v}{v}\right)`,
    String.raw`\term{mHat}{\hat m} = \frac{\term{m}{m}}{1-\term{beta1}{\beta_1}^t},\quad \term{vHat}{\hat v} = \frac{\term{vMax}{v_{\max}}}{1-\term{beta2}{\beta_2}^t}`,
    adamRule.tex[3]
  ],
  conventions,
  about: "Adam whose steps cannot grow back: it divides by the largest mean square so far.",
  init: (n, h, like): AmsgradState => ({...adamRule.init(n, h, like), vMax: zerosLike(n, like)}),
  update(g, state, {learningRate: alpha, beta1, beta2, epsilon, convention}): Floats {
    const {m, v, vMax, mHat, vHat, delta} = state as AmsgradState;
    state.t += 1;
    const correction1 = convention === "paper" ? 1 : 1 - beta1 ** state.t;
    const correction2 = convention === "paper" ? 1 : 1 - beta2 ** state.t;
    const eps = convention === "keras" ? epsilon / Math.sqrt(correction2) : epsilon;
    for (let i = 0; i < g.length; ++i) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      vMax[i] = Math.max(vMax[i], v[i]);
      mHat[i] = m[i] / correction1;
      vHat[i] = vMax[i] / correction2;
      delta[i] = (-alpha * mHat[i]) / (Math.sqrt(vHat[i]) + eps);
    }
    return delta;
  }
};

export const amsgrad = factory(amsgradRule);
