import {common, convention, decay, epsilon, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = {
  learningRate: number;
  rho: number;
  momentum: number;
  centered: boolean;
  epsilon: number;
  convention: string;
};

interface RmspropState extends State {
  v: Floats;
  a: Floats;
  b: Floats;
}

const inside = [
  String.raw`\term{v}{v} \leftarrow \term{rho}{\rho}\,\term{v}{v} + (1-\term{rho}{\rho})\,\term{g}{\nabla J(\theta)}^2`,
  String.raw`\term{b}{b} \leftarrow \term{momentum}{\mu}\,\term{b}{b} + \term{learningRate}{\alpha}\,\frac{\term{g}{\nabla J(\theta)}}{\sqrt{\term{v}{v}+\term{epsilon}{\varepsilon}}}`,
  String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{b}{b}`
];

/** Graves's is centred by default. */
const centred = [
  inside[0],
  String.raw`\term{a}{a} \leftarrow \term{rho}{\rho}\,\term{a}{a} + (1-\term{rho}{\rho})\,\term{g}{\nabla J(\theta)}`,
  String.raw`\term{b}{b} \leftarrow \term{momentum}{\mu}\,\term{b}{b} + \term{learningRate}{\alpha}\,\frac{\term{g}{\nabla J(\theta)}}{\sqrt{\term{v}{v}-\term{a}{a}^2+\term{epsilon}{\varepsilon}}}`,
  inside[2]
];

const conventions = {
  pytorch: {about: "ε after the root, 1e-8; ρ = 0.99; α multiplies the velocity when it is used"},
  keras: {
    about: "ε inside the root, 1e-7; ρ = 0.9; α is gathered into the velocity",
    defaults: {learningRate: 0.001, rho: 0.9, epsilon: 1e-7},
    tex: inside
  },
  paper: {
    about: "Graves's form: centred, ε inside the root, 1e-4; ρ = 0.95; momentum 0.9 with α gathered in",
    defaults: {learningRate: 0.0001, rho: 0.95, epsilon: 1e-4, momentum: 0.9, centered: true},
    tex: centred
  }
} satisfies Record<string, Convention>;

/**
 * RMSProp: v ← ρv + (1 − ρ)g², Δ = −α·g/(√v + ε); with momentum μ, b ← μb + g/(√v + ε), Δ = −α·b. Centred, a ← ρa +
 * (1 − ρ)g and √(v − a²) stands for √v: the deviation from the mean in place of the size.
 *
 * No bias correction: v starts from 0, so the first steps are 1/√(1 − ρ) times α. ε is added after the root (PyTorch);
 * Keras and Graves add it inside, and gather α into the velocity.
 * Source: Tieleman and Hinton (2012), lecture 6e; centred with momentum in Graves (2013), eqs. 38–45.
 */
export const rmspropRule: Rule<Settings> = {
  name: "rmsprop",
  label: "RMSProp",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(0.01),
    rho: decay("Decay", "\\rho", 0.99, "How long the mean of squared gradients remembers."),
    momentum: decay("Momentum", "\\mu", 0, "How much of the velocity survives a step."),
    centered: {
      label: "Centred",
      tex: "\\text{centred}",
      default: false,
      description: "Divide by the deviation of the gradients in place of their size."
    },
    epsilon: epsilon(1e-8),
    convention: convention(conventions)
  },
  quantities: {
    ...common,
    v: {tex: "v", code: "v", label: "Mean of squared gradients", kind: "vector", role: "scale"},
    a: {tex: "a", code: "a", label: "Mean of gradients, if centred", kind: "vector"},
    b: {tex: "b", code: "b", label: "Velocity", kind: "vector", role: "momentum"}
  },
  tex: [
    String.raw`\term{v}{v} \leftarrow \term{rho}{\rho}\,\term{v}{v} + (1-\term{rho}{\rho})\,\term{g}{\nabla J(\theta)}^2`,
    String.raw`\term{b}{b} \leftarrow \term{momentum}{\mu}\,\term{b}{b} + \frac{\term{g}{\nabla J(\theta)}}{\sqrt{\term{v}{v}}+\term{epsilon}{\varepsilon}}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\term{b}{b}`
  ],
  conventions,
  about: "Divides each coordinate's step by the recent size of its gradient, and forgets the old ones.",
  init: (n, _, like): RmspropState => ({
    t: 0,
    v: zerosLike(n, like),
    a: zerosLike(n, like),
    b: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate: alpha, rho, momentum, centered, epsilon, convention}): Floats {
    const {v, a, b, delta} = state as RmspropState;
    const gathered = convention !== "pytorch";
    const gain = gathered ? alpha : 1;
    const used = gathered ? 1 : alpha;
    state.t += 1;
    for (let i = 0; i < g.length; ++i) {
      v[i] = rho * v[i] + (1 - rho) * g[i] * g[i];
      if (centered) a[i] = rho * a[i] + (1 - rho) * g[i];
      // Of a gradient that never changes the deviation is 0, and rounding may put it below.
      const square = centered ? Math.max(0, v[i] - a[i] * a[i]) : v[i];
      const size = gathered ? Math.sqrt(square + epsilon) : Math.sqrt(square) + epsilon;
      b[i] = momentum * b[i] + (gain * g[i]) / size;
      delta[i] = -used * b[i];
    }
    return delta;
  }
};

export const rmsprop = factory(rmspropRule);
