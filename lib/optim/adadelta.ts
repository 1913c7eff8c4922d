import {common, convention, decay, epsilon, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = {learningRate: number; rho: number; epsilon: number; convention: string};

interface AdadeltaState extends State {
  v: Floats;
  u: Floats;
}

const conventions = {
  pytorch: {about: "α = 1, ρ = 0.9, ε = 1e-6"},
  keras: {about: "α = 0.001, ρ = 0.95, ε = 1e-7", defaults: {learningRate: 0.001, rho: 0.95, epsilon: 1e-7}},
  paper: {about: "no α (1 here), ρ = 0.95, ε = 1e-6", defaults: {rho: 0.95}}
} satisfies Record<string, Convention>;

/**
 * Adadelta: v ← ρv + (1 − ρ)g², d = √(u + ε)/√(v + ε)·g, u ← ρu + (1 − ρ)d², Δ = −α·d.
 *
 * A step has the unit of θ, because u gathers squared steps. ε stands inside both roots; it also sets the first step,
 * which is √(ε/(1 − ρ)) in every coordinate when ε is small. The paper has no α.
 * Source: Zeiler (2012), Algorithm 1. PyTorch: `Adadelta`.
 */
export const adadeltaRule: Rule<Settings> = {
  name: "adadelta",
  label: "Adadelta",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(1, [1e-3, 100]),
    rho: decay("Decay", "\\rho", 0.9, "How long the means of squares remember."),
    epsilon: {...epsilon(1e-6), description: "Keeps both roots away from zero, and sets the size of the first step."},
    convention: convention(conventions)
  },
  quantities: {
    ...common,
    v: {tex: "v", code: "v", label: "Mean of squared gradients", kind: "vector", role: "scale"},
    u: {tex: "u", code: "u", label: "Mean of squared steps", kind: "vector"}
  },
  tex: [
    String.raw`\term{v}{v} \leftarrow \term{rho}{\rho}\,\term{v}{v} + (1-\term{rho}{\rho})\,\term{g}{\nabla J(\theta)}^2`,
    String.raw`d = \frac{\sqrt{\term{u}{u}+\term{epsilon}{\varepsilon}}}{\sqrt{\term{v}{v}+\term{epsilon}{\varepsilon}}}\,\term{g}{\nabla J(\theta)}`,
    String.raw`\term{u}{u} \leftarrow \term{rho}{\rho}\,\term{u}{u} + (1-\term{rho}{\rho})\,d^2`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,d`
  ],
  conventions,
  about: "Scales each step by the size of the steps before it, so that it needs no learning rate.",
  init: (n, _, like): AdadeltaState => ({
    t: 0,
    v: zerosLike(n, like),
    u: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(g, state, {learningRate: alpha, rho, epsilon}): Floats {
    const {v, u, delta} = state as AdadeltaState;
    state.t += 1;
    for (let i = 0; i < g.length; ++i) {
      v[i] = rho * v[i] + (1 - rho) * g[i] * g[i];
      const d = (Math.sqrt(u[i] + epsilon) / Math.sqrt(v[i] + epsilon)) * g[i];
      u[i] = rho * u[i] + (1 - rho) * d * d;
      delta[i] = -alpha * d;
    }
    return delta;
  }
};

export const adadelta = factory(adadeltaRule);
