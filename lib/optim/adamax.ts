import type {AdamSettings} from "./adam.js";
import {common, convention, decay, epsilon, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

interface AdamaxState extends State {
  m: Floats;
  u: Floats;
  mHat: Floats;
}

const first = String.raw`\term{m}{m} \leftarrow \term{beta1}{\beta_1}\,\term{m}{m} + (1-\term{beta1}{\beta_1})\,\term{g}{\nabla J(\theta)}`;
const plainMaximum = String.raw`\term{u}{u} \leftarrow \max\left(\term{beta2}{\beta_2}\,\term{u}{u},\ |\term{g}{\nabla J(\theta)}|\right)`;
const corrected = String.raw`\term{mHat}{\hat m} = \frac{\term{m}{m}}{1-\term{beta1}{\beta_1}^t}`;
const last = String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{mHat}{\hat m}}{\term{u}{u}}`;

const conventions = {
  pytorch: {about: "ε added to |g| inside the maximum, 1e-8"},
  keras: {
    about: "ε added to u when it divides, 1e-7",
    defaults: {learningRate: 0.001, epsilon: 1e-7},
    tex: [
      first,
      plainMaximum,
      corrected,
      String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{mHat}{\hat m}}{\term{u}{u}+\term{epsilon}{\varepsilon}}`
    ]
  },
  paper: {
    about: "no ε: a coordinate whose gradient was always 0 stays",
    tex: [first, plainMaximum, corrected, last]
  }
} satisfies Record<string, Convention>;

/**
 * Adamax: m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), m̂ = m/(1 − β₁ᵗ), Δ = −α·m̂/u.
 *
 * Adam with the largest recent gradient in place of the root of the mean square: the limit of the p-norm. u needs no
 * correction for its start at 0.
 * Source: Kingma and Ba (2015), Algorithm 2. PyTorch: `Adamax`.
 */
export const adamaxRule: Rule<AdamSettings> = {
  name: "adamax",
  label: "Adamax",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(0.002),
    beta1: decay("First decay", "\\beta_1", 0.9, "How long the mean of gradients remembers."),
    beta2: decay("Second decay", "\\beta_2", 0.999, "How slowly the largest gradient is forgotten."),
    epsilon: {...epsilon(1e-8), description: "Keeps the denominator away from zero; added to the gradient's size."},
    convention: convention(conventions)
  },
  quantities: {
    ...common,
    m: {tex: "m", code: "m", label: "Mean of gradients", kind: "vector", role: "momentum"},
    u: {tex: "u", code: "u", label: "Largest recent gradient", kind: "vector", role: "scale"},
    mHat: {tex: "\\hat m", code: "mHat", label: "Corrected mean", kind: "vector"}
  },
  tex: [
    first,
    String.raw`\term{u}{u} \leftarrow \max\left(\term{beta2}{\beta_2}\,\term{u}{u},\ |\term{g}{\nabla J(\theta)}| + \term{epsilon}{\varepsilon}\right)`,
    corrected,
    last
  ],
  conventions,
  about: "Adam that divides by the largest recent gradient, so that one update moves a coordinate by about α at most.",
  init: (n, _, like): AdamaxState => ({
    t: 0,
    m: zerosLike(n, like),
    u: zerosLike(n, like),
    mHat: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate: alpha, beta1, beta2, epsilon, convention}): Floats {
    const {m, u, mHat, delta} = state as AdamaxState;
    state.t += 1;
    const correction = 1 - beta1 ** state.t;
    const inside = convention === "pytorch" ? epsilon : 0;
    const outside = convention === "keras" ? epsilon : 0;
    for (let i = 0; i < g.length; ++i) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      u[i] = Math.max(beta2 * u[i], Math.abs(g[i]) + inside);
      mHat[i] = m[i] / correction;
      delta[i] = u[i] + outside > 0 ? (-alpha * mHat[i]) / (u[i] + outside) : 0;
    }
    return delta;
  }
};

export const adamax = factory(adamaxRule);
