import type {AdamSettings} from "./adam.js";
import {common, convention, decay, epsilon, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = AdamSettings & {momentumDecay: number};

interface NadamState extends State {
  m: Floats;
  v: Floats;
  vHat: Floats;
  /** μ₁·μ₂·…·μₜ. */
  product: number;
}

const conventions = {
  pytorch: {about: "as from version 2.0: μ falls with 0.96^(0.004·t); ε 1e-8"},
  keras: {
    about: "μ falls with 0.96^t; ε 1e-7",
    defaults: {learningRate: 0.001, momentumDecay: 1, epsilon: 1e-7}
  },
  "pytorch-1.13": {about: "a fault that version 2.0 mended: μₜ enters the product for the next step twice"}
} satisfies Record<string, Convention>;

/**
 * NAdam, Adam with Nesterov's momentum: μₜ = β₁(1 − ½·0.96^(tψ)), Pₜ = μ₁·…·μₜ, m and v as in Adam,
 * Δ = −α·((1 − μₜ)·g/(1 − Pₜ) + μₜ₊₁·m/(1 − Pₜ₊₁))/(√v̂ + ε).
 *
 * PyTorch 1.13 computed Pₜ₊₁ with μₜ counted twice; `convention: "pytorch-1.13"` keeps that fault, for comparing with it.
 * Source: Dozat (2016), Algorithm 2. PyTorch: `NAdam`.
 */
export const nadamRule: Rule<Settings> = {
  name: "nadam",
  label: "NAdam",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(0.002),
    beta1: decay("First decay", "\\beta_1", 0.9, "How long the mean of gradients remembers."),
    beta2: decay("Second decay", "\\beta_2", 0.999, "How long the mean of squared gradients remembers."),
    momentumDecay: {
      label: "Momentum decay",
      tex: "\\psi",
      default: 0.004,
      range: [0, 1],
      scale: "linear",
      description: "How fast μ grows from half of β₁ to β₁."
    },
    epsilon: epsilon(1e-8),
    convention: convention(conventions)
  },
  quantities: {
    ...common,
    m: {tex: "m", code: "m", label: "Mean of gradients", kind: "vector", role: "momentum"},
    v: {tex: "v", code: "v", label: "Mean of squared gradients", kind: "vector", role: "scale"},
    vHat: {tex: "\\hat v", code: "vHat", label: "Corrected mean square", kind: "vector"},
    product: {tex: "P_t", code: "product", label: "Product of the momenta", kind: "scalar"}
  },
  tex: [
    String.raw`\term{m}{m} \leftarrow \term{beta1}{\beta_1}\,\term{m}{m} + (1-\term{beta1}{\beta_1})\,\term{g}{\nabla J(\theta)}`,
    String.raw`\term{v}{v} \leftarrow \term{beta2}{\beta_2}\,\term{v}{v} + (1-\term{beta2}{\beta_2})\,\term{g}{\nabla J(\theta)}^2,\quad \term{vHat}{\hat v} = \frac{\term{v}{v}}{1-\term{beta2}{\beta_2}^t}`,
    String.raw`\mu_t = \term{beta1}{\beta_1}\left(1 - \tfrac12\,0.96^{\,t\,\term{momentumDecay}{\psi}}\right),\quad \term{product}{P_t} = \mu_t\,P_{t-1}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \frac{\term{learningRate}{\alpha}}{\sqrt{\term{vHat}{\hat v}}+\term{epsilon}{\varepsilon}}\left(\frac{1-\mu_t}{1-\term{product}{P_t}}\,\term{g}{\nabla J(\theta)} + \frac{\mu_{t+1}}{1-P_{t+1}}\,\term{m}{m}\right)`
  ],
  conventions,
  about: "Adam that looks ahead as Nesterov's momentum does.",
  init: (n, _, like): NadamState => ({
    t: 0,
    m: zerosLike(n, like),
    v: zerosLike(n, like),
    vHat: zerosLike(n, like),
    product: 1,
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate: alpha, beta1, beta2, momentumDecay, epsilon, convention}): Floats {
    const s = state as NadamState;
    const {m, v, vHat, delta} = s;
    s.t += 1;
    const mu = beta1 * (1 - 0.5 * 0.96 ** (s.t * momentumDecay));
    const muNext = beta1 * (1 - 0.5 * 0.96 ** ((s.t + 1) * momentumDecay));
    s.product *= mu;
    const {product} = s;
    const productNext = convention === "pytorch-1.13" ? product * mu * muNext : product * muNext;
    const correction2 = 1 - beta2 ** s.t;
    for (let i = 0; i < g.length; ++i) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      vHat[i] = v[i] / correction2;
      const ahead = ((1 - mu) * g[i]) / (1 - product) + (muNext * m[i]) / (1 - productNext);
      delta[i] = (-alpha * ahead) / (Math.sqrt(vHat[i]) + epsilon);
    }
    return delta;
  }
};

export const nadam = factory(nadamRule);
