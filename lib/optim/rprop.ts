import {common, convention, learningRate, zerosLike} from "./hyperparameters.js";
import type {Convention, Floats, Rule, State} from "./rule.js";
import {factory} from "./settings.js";

type Settings = {
  learningRate: number;
  down: number;
  up: number;
  smallest: number;
  largest: number;
  convention: string;
};

interface RpropState extends State {
  size: Floats;
  previous: Floats;
  moved: Floats;
}

const conventions = {
  pytorch: {about: "after a change of sign the coordinate waits one update"},
  paper: {about: "after a change of sign the coordinate takes its last step back", defaults: {learningRate: 0.1}}
} satisfies Record<string, Convention>;

/**
 * Rprop, resilient propagation: each coordinate keeps a step size D, from α at first; D grows by η⁺ while the sign of
 * its gradient lasts and shrinks by η⁻ when it changes; Δ = −sign(g)·D. Only signs count, so g must come from all data.
 *
 * After a change of sign PyTorch sets g to 0: the coordinate waits, and the next update leaves D alone. The paper takes
 * the last step back besides (weight-backtracking).
 * Source: Riedmiller and Braun (1993); the waiting form is iRprop⁻ of Igel and Hüsken (2000). PyTorch: `Rprop`.
 */
export const rpropRule: Rule<Settings> = {
  name: "rprop",
  label: "Rprop",
  needs: "gradient",
  hyperparameters: {
    learningRate: {...learningRate(0.01), description: "The step size that each coordinate starts from."},
    down: {
      label: "Shrink factor",
      tex: "\\eta^-",
      default: 0.5,
      limits: [0, 1],
      range: [0.1, 0.99],
      scale: "linear",
      description: "Multiplies the step size when the sign changes."
    },
    up: {
      label: "Growth factor",
      tex: "\\eta^+",
      default: 1.2,
      limits: [1, Infinity],
      range: [1, 2],
      scale: "linear",
      description: "Multiplies the step size while the sign lasts."
    },
    smallest: {
      label: "Smallest step",
      tex: "D_{\\min}",
      default: 1e-6,
      range: [1e-9, 1e-2],
      scale: "log",
      description: "Lower bound of the step sizes."
    },
    largest: {
      label: "Largest step",
      tex: "D_{\\max}",
      default: 50,
      range: [1e-2, 100],
      scale: "log",
      description: "Upper bound of the step sizes."
    },
    convention: convention(conventions)
  },
  quantities: {
    ...common,
    size: {tex: "D", code: "size", label: "Step sizes", kind: "vector", role: "scale"},
    previous: {tex: "g_{t-1}", code: "previous", label: "Gradient before", kind: "vector"}
  },
  tex: [
    String.raw`\term{size}{D} \leftarrow \begin{cases}\min(\term{up}{\eta^+}\,\term{size}{D},\ \term{largest}{D_{\max}}) & \term{g}{g}\,\term{previous}{g_{t-1}} > 0\\ \max(\term{down}{\eta^-}\,\term{size}{D},\ \term{smallest}{D_{\min}}) & \term{g}{g}\,\term{previous}{g_{t-1}} < 0,\ \text{then } \term{g}{g} = 0\\ \term{size}{D} & \text{otherwise}\end{cases}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \operatorname{sign}(\term{g}{g})\,\term{size}{D}`
  ],
  conventions,
  about: "Looks only at the signs of the gradient: longer steps while they last, shorter ones when they flip.",
  init: (n, {learningRate}, like): RpropState => ({
    t: 0,
    size: zerosLike(n, like).fill(learningRate),
    previous: zerosLike(n, like),
    moved: zerosLike(n, like),
    delta: zerosLike(n, like)
  }),
  update(g, state, {down, up, smallest, largest, convention}): Floats {
    const {size, previous, moved, delta} = state as RpropState;
    const back = convention === "paper";
    state.t += 1;
    for (let i = 0; i < g.length; ++i) {
      const agreement = g[i] * previous[i];
      const factor = agreement > 0 ? up : agreement < 0 ? down : 1;
      size[i] = Math.min(Math.max(size[i] * factor, smallest), largest);
      const flipped = agreement < 0;
      previous[i] = flipped ? 0 : g[i];
      moved[i] = flipped ? (back ? -moved[i] : 0) : -Math.sign(g[i]) * size[i];
      delta[i] = moved[i];
    }
    return delta;
  }
};

export const rprop = factory(rpropRule);
