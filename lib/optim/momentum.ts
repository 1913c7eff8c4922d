import {common, decay, learningRate, zerosLike} from "./hyperparameters.js";
import type {Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = {learningRate: number; beta: number; dampening: number; nesterov: boolean};

/** State of momentum: the velocity v. */
interface MomentumState extends State {
  v: Floats;
}

/**
 * Momentum (the heavy ball): v ← β·v + (1 − τ)·g, Δ = −α·v; with Nesterov Δ = −α·(g + β·v).
 *
 * This is PyTorch's form: α multiplies the velocity when it is used, and the first velocity is g, undampened.
 * Keras gathers α into the velocity (v ← β·v − α·g), which is the same until α changes. τ = β gives the averaged form,
 * whose steps are 1/(1 − β) times smaller.
 * On a quadratic of curvature λ: converges for αλ < 2(1 + β); Nesterov for αλ < 2(1 + β)/(1 + 2β).
 * Source: Polyak (1964), eq. 9; Nesterov's form as in Sutskever et al. (2013).
 */
export const momentumRule: Rule<Settings> = {
  name: "momentum",
  label: "Momentum",
  needs: "gradient",
  hyperparameters: {
    learningRate: learningRate(0.01),
    beta: decay("Momentum", "\\beta", 0.9, "How much of the velocity survives a step."),
    dampening: {
      label: "Dampening",
      tex: "\\tau",
      default: 0,
      limits: [0, 1.0000001],
      range: [0, 1],
      scale: "linear",
      description: "How much of each new gradient is held back."
    },
    nesterov: {
      label: "Nesterov",
      tex: "\\text{Nesterov}",
      default: false,
      description: "Look ahead along the velocity."
    }
  },
  quantities: {...common, v: {tex: "v", code: "v", label: "Velocity", kind: "vector", role: "momentum"}},
  tex: [
    "\\term{v}{v} \\leftarrow \\term{beta}{\\beta}\\,\\term{v}{v} + \\term{g}{\\nabla J(\\theta)}",
    "\\term{theta}{\\theta} \\leftarrow \\term{theta}{\\theta} - \\term{learningRate}{\\alpha}\\,\\term{v}{v}"
  ],
  source: {
    authors: "Boris T. Polyak",
    year: 1964,
    title: "Some methods of speeding up the convergence of iteration methods",
    where: "eq. 9"
  },
  about: "Gathers speed along slopes that keep their direction, and cancels those that flip.",
  init: (n, _, like): MomentumState => ({t: 0, v: zerosLike(n, like), delta: zerosLike(n, like)}),
  update(g, state, {learningRate: alpha, beta, dampening, nesterov}): Floats {
    const {v, delta} = state as MomentumState;
    const first = state.t === 0;
    state.t += 1;
    for (let i = 0; i < g.length; ++i) {
      v[i] = first ? g[i] : beta * v[i] + (1 - dampening) * g[i];
      delta[i] = -alpha * (nesterov ? g[i] + beta * v[i] : v[i]);
    }
    return delta;
  }
};

export const momentum = factory(momentumRule);
