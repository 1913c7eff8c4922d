import {common, convention, decay, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

/** Settings that momentum and Nesterov's form share. */
export type VelocitySettings = {learningRate: number; beta: number; dampening: number; convention: string};
type Settings = VelocitySettings & {nesterov: boolean};

/** State of momentum: the velocity v. */
interface MomentumState extends State {
  v: Floats;
}

const conventions = {
  pytorch: {about: "α multiplies the velocity when it is used; the first velocity is g, undampened"},
  keras: {
    about: "α is gathered into the velocity (kept with the other sign), so old gradients keep the α of their time",
    tex: [
      String.raw`\term{v}{v} \leftarrow \term{beta}{\beta}\,\term{v}{v} + \term{learningRate}{\alpha}\,\term{g}{\nabla J(\theta)}`,
      String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{v}{v}`
    ]
  },
  paper: {
    about: "Polyak's β(θₖ − θₖ₋₁) is the last step itself, as in Keras",
    tex: [
      String.raw`\term{v}{v} \leftarrow \term{beta}{\beta}\,\term{v}{v} + \term{learningRate}{\alpha}\,\term{g}{\nabla J(\theta)}`,
      String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{v}{v}`
    ]
  }
} satisfies Record<string, Convention>;

/**
 * Momentum (the heavy ball): v ← β·v + (1 − τ)·g, Δ = −α·v; with Nesterov Δ = −α·(g + β·v).
 *
 * This is PyTorch's form. Keras and Polyak gather α into the velocity, v ← β·v + α(1 − τ)·g, Δ = −v, which is the same
 * until α changes. τ = β gives the averaged form, whose steps are 1/(1 − β) times smaller.
 * On a quadratic of curvature λ: converges for αλ < 2(1 + β); Nesterov for αλ < 2(1 + β)/(1 + 2β).
 * Source: Polyak (1964), eq. 9; Nesterov's form as in Sutskever et al. (2013).
 */
export const momentumRule = {
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
    },
    convention: convention(conventions)
  },
  quantities: {...common, v: {tex: "v", code: "v", label: "Velocity", kind: "vector", role: "momentum"}},
  tex: [
    String.raw`\term{v}{v} \leftarrow \term{beta}{\beta}\,\term{v}{v} + \term{g}{\nabla J(\theta)}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\term{v}{v}`
  ],
  conventions,
  about: "Gathers speed along slopes that keep their direction, and cancels those that flip.",
  init: (n, _, like): MomentumState => ({t: 0, v: zerosLike(n, like), delta: zerosLike(n, like)}),
  update: (g, state, h) => velocityStep(g, state, h, h.nesterov)
} satisfies Rule<Settings>;

/** One update of the velocity, and the step along it. Shared with Nesterov's rule. */
export function velocityStep(
  g: Floats,
  state: State,
  {learningRate: alpha, beta, dampening, convention}: VelocitySettings,
  nesterov: boolean
): Floats {
  const {v, delta} = state as MomentumState;
  const first = state.t === 0;
  const gathered = convention !== "pytorch";
  const gain = gathered ? alpha : 1;
  const used = gathered ? 1 : alpha;
  state.t += 1;
  for (let i = 0; i < g.length; ++i) {
    v[i] = first ? gain * g[i] : beta * v[i] + (1 - dampening) * gain * g[i];
    delta[i] = -used * (nesterov ? gain * g[i] + beta * v[i] : v[i]);
  }
  return delta;
}

export const momentum = factory<Settings>(momentumRule);
