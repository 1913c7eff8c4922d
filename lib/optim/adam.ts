import {common, convention, decay, epsilon, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

export type AdamSettings = {learningRate: number; beta1: number; beta2: number; epsilon: number; convention: string};

/** State of Adam, and of the rules that share its moments. */
export interface AdamState extends State {
  m: Floats;
  v: Floats;
  mHat: Floats;
  vHat: Floats;
}

const conventions = {
  pytorch: {about: "ε after the root and the correction, 1e-8"},
  keras: {
    about: "ε after the root but before the correction (the paper's ε̂), 1e-7",
    defaults: {epsilon: 1e-7},
    tex: [
      String.raw`\term{m}{m} \leftarrow \term{beta1}{\beta_1}\,\term{m}{m} + (1-\term{beta1}{\beta_1})\,\term{g}{\nabla J(\theta)}`,
      String.raw`\term{v}{v} \leftarrow \term{beta2}{\beta_2}\,\term{v}{v} + (1-\term{beta2}{\beta_2})\,\term{g}{\nabla J(\theta)}^2`,
      String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\sqrt{1-\term{beta2}{\beta_2}^t}}{1-\term{beta1}{\beta_1}^t}\,\frac{\term{m}{m}}{\sqrt{\term{v}{v}}+\term{epsilon}{\varepsilon}}`
    ]
  },
  paper: {about: "Algorithm 1, as in PyTorch"}
} satisfies Record<string, Convention>;

/**
 * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), Δ = −α·m̂/(√v̂ + ε).
 *
 * t counts updates, from 1. ε is added after the root and after the correction, as in Kingma and Ba's Algorithm 1 and in
 * PyTorch (1e-8); Keras adds its 1e-7 before the correction of v.
 * Source: Kingma and Ba (2015), Algorithm 1.
 */
export const adamRule = {
  name: "adam",
  label: "Adam",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(0.001),
    beta1: decay("First decay", "\\beta_1", 0.9, "How long the mean of gradients remembers."),
    beta2: decay("Second decay", "\\beta_2", 0.999, "How long the mean of squared gradients remembers."),
    epsilon: epsilon(1e-8),
    convention: convention(conventions)
  },
  quantities: {
    ...common,
    m: {tex: "m", code: "m", label: "Mean of gradients", kind: "vector", role: "momentum"},
    v: {tex: "v", code: "v", label: "Mean of squared gradients", kind: "vector", role: "scale"},
    mHat: {tex: "\\hat m", code: "mHat", label: "Corrected mean", kind: "vector"},
    vHat: {tex: "\\hat v", code: "vHat", label: "Corrected mean square", kind: "vector"}
  },
  tex: [
    String.raw`\term{m}{m} \leftarrow \term{beta1}{\beta_1}\,\term{m}{m} + (1-\term{beta1}{\beta_1})\,\term{g}{\nabla J(\theta)}`,
    String.raw`\term{v}{v} \leftarrow \term{beta2}{\beta_2}\,\term{v}{v} + (1-\term{beta2}{\beta_2})\,\term{g}{\nabla J(\theta)}^2`,
    String.raw`\term{mHat}{\hat m} = \frac{\term{m}{m}}{1-\term{beta1}{\beta_1}^t},\quad \term{vHat}{\hat v} = \frac{\term{v}{v}}{1-\term{beta2}{\beta_2}^t}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{mHat}{\hat m}}{\sqrt{\term{vHat}{\hat v}}+\term{epsilon}{\varepsilon}}`
  ],
  conventions,
  about: "Gives each coordinate a step of its own: the mean gradient over the root of its mean square.",
  init: (n: number, _: AdamSettings, like?: Floats): AdamState => ({
    t: 0,
    m: zerosLike(n, like),
    v: zerosLike(n, like),
    mHat: zerosLike(n, like),
    vHat: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate: alpha, beta1, beta2, epsilon, convention}): Floats {
    const {m, v, mHat, vHat, delta} = state as AdamState;
    state.t += 1;
    const correction1 = 1 - beta1 ** state.t;
    const correction2 = 1 - beta2 ** state.t;
    const eps = convention === "keras" ? epsilon / Math.sqrt(correction2) : epsilon;
    for (let i = 0; i < g.length; ++i) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      mHat[i] = m[i] / correction1;
      vHat[i] = v[i] / correction2;
      delta[i] = (-alpha * mHat[i]) / (Math.sqrt(vHat[i]) + eps);
    }
    return delta;
  }
} satisfies Rule<AdamSettings>;

export const adam = factory<AdamSettings>(adamRule);
