import {common, decay, learningRate, weightDecay, zerosLike} from "./hyperparameters.js";
import type {Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = {learningRate: number; beta1: number; beta2: number; weightDecay: number};

interface LionState extends State {
  m: Floats;
  c: Floats;
}

/**
 * Lion, evolved sign momentum: c = β₁m + (1 − β₁)g, Δ = −α·(sign(c) + λθ), and only then m ← β₂m + (1 − β₂)g.
 *
 * Every coordinate moves by exactly α, so α should be three to ten times smaller than Adam's, and λ as much larger.
 * Source: Chen et al. (2023), Algorithm 2. Keras: `Lion`.
 */
export const lionRule: Rule<Settings> = {
  name: "lion",
  label: "Lion",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(0.0001),
    beta1: decay("First decay", "\\beta_1", 0.9, "How much of the mean goes into the direction."),
    beta2: decay("Second decay", "\\beta_2", 0.99, "How long the mean of gradients remembers."),
    weightDecay: weightDecay(0)
  },
  quantities: {
    ...common,
    m: {tex: "m", code: "m", label: "Mean of gradients", kind: "vector", role: "momentum"},
    c: {tex: "c", code: "c", label: "Mean that gives the signs", kind: "vector"}
  },
  tex: [
    String.raw`\term{c}{c} = \term{beta1}{\beta_1}\,\term{m}{m} + (1-\term{beta1}{\beta_1})\,\term{g}{\nabla J(\theta)}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\left(\operatorname{sign}(\term{c}{c}) + \term{weightDecay}{\lambda}\,\term{theta}{\theta}\right)`,
    String.raw`\term{m}{m} \leftarrow \term{beta2}{\beta_2}\,\term{m}{m} + (1-\term{beta2}{\beta_2})\,\term{g}{\nabla J(\theta)}`
  ],
  about: "Moves every coordinate by the same amount: only the sign of the mean gradient counts.",
  init: (n, _, like): LionState => ({
    t: 0,
    m: zerosLike(n, like),
    c: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate: alpha, beta1, beta2, weightDecay}, theta): Floats {
    const {m, c, delta} = state as LionState;
    state.t += 1;
    for (let i = 0; i < g.length; ++i) {
      c[i] = beta1 * m[i] + (1 - beta1) * g[i];
      delta[i] = -alpha * (Math.sign(c[i]) + weightDecay * theta[i]);
      m[i] = beta2 * m[i] + (1 - beta2) * g[i];
    }
    return delta;
  }
};

export const lion = factory(lionRule);
