import {common, convention, epsilon, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = {learningRate: number; decay: number; initial: number; epsilon: number; convention: string};

interface AdagradState extends State {
  s: Floats;
}

const conventions = {
  pytorch: {about: "ε after the root, 1e-10; s starts from 0"},
  keras: {
    about: "ε inside the root, 1e-7; s starts from 0.1",
    defaults: {learningRate: 0.001, epsilon: 1e-7, initial: 0.1},
    tex: [
      String.raw`\term{s}{s} \leftarrow \term{s}{s} + \term{g}{\nabla J(\theta)}^2`,
      String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{g}{\nabla J(\theta)}}{\sqrt{\term{s}{s}+\term{epsilon}{\varepsilon}}}`
    ]
  },
  paper: {about: "δ after the root, as in PyTorch"}
} satisfies Record<string, Convention>;

/**
 * Adagrad: s ← s + g², Δ = −α/(1 + (t − 1)·d)·g/(√s + ε), where d lets α fall as well (0 unless told).
 *
 * ε is added after the root (PyTorch 1e-10, and Duchi's δ); Keras adds its 1e-7 inside, and starts s from 0.1.
 * Source: Duchi, Hazan and Singer (2011), the diagonal form of Figure 1. PyTorch: `Adagrad`.
 */
export const adagradRule: Rule<Settings> = {
  name: "adagrad",
  label: "Adagrad",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(0.01, [1e-4, 10]),
    decay: {
      label: "Decay of the rate",
      tex: "d",
      default: 0,
      range: [0, 1],
      scale: "linear",
      description: "Divides the learning rate by 1 + d for each update made before."
    },
    initial: {
      label: "Initial sum",
      tex: "s_0",
      default: 0,
      range: [0, 1],
      scale: "linear",
      description: "What the sum of squares starts from."
    },
    epsilon: epsilon(1e-10),
    convention: convention(conventions)
  },
  quantities: {
    ...common,
    s: {tex: "s", code: "s", label: "Sum of squared gradients", kind: "vector", role: "scale"}
  },
  tex: [
    String.raw`\term{s}{s} \leftarrow \term{s}{s} + \term{g}{\nabla J(\theta)}^2`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{g}{\nabla J(\theta)}}{\sqrt{\term{s}{s}}+\term{epsilon}{\varepsilon}}`
  ],
  conventions,
  about: "Divides each coordinate's step by the root of all its squared gradients so far, so steps only shrink.",
  init: (n, {initial}, like): AdagradState => ({
    t: 0,
    s: zerosLike(n, like).fill(initial),
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate, decay, epsilon, convention}): Floats {
    const {s, delta} = state as AdagradState;
    const alpha = learningRate / (1 + state.t * decay);
    const inside = convention === "keras";
    state.t += 1;
    for (let i = 0; i < g.length; ++i) {
      s[i] += g[i] * g[i];
      delta[i] = (-alpha * g[i]) / (inside ? Math.sqrt(s[i] + epsilon) : Math.sqrt(s[i]) + epsilon);
    }
    return delta;
  }
};

export const adagrad = factory(adagradRule);
