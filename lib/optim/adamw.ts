import {type AdamSettings, adamRule} from "./adam.js";
import {convention, weightDecay} from "./hyperparameters.js";
import type {Convention, Floats, Rule} from "./rule.js";
import {factory} from "./settings.js";

type Settings = AdamSettings & {weightDecay: number};

const conventions = {
  pytorch: {about: "decay αλ a step, λ = 0.01; ε as Adam's"},
  keras: {about: "decay αλ a step, λ = 0.004; ε as Keras's Adam", defaults: {epsilon: 1e-7, weightDecay: 0.004}},
  paper: {
    about: "decay λ a step, whatever α (the paper's η is 1)",
    tex: [
      ...adamRule.tex.slice(0, -1),
      String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{mHat}{\hat m}}{\sqrt{\term{vHat}{\hat v}}+\term{epsilon}{\varepsilon}} - \term{weightDecay}{\lambda}\,\term{theta}{\theta}`
    ]
  }
} satisfies Record<string, Convention>;

/**
 * AdamW: Adam's step from the plain gradient, and beside it a decay of the weights: Δ = −α·m̂/(√v̂ + ε) − αλ·θ.
 *
 * The decay does not pass through m and v, as it does in Adam with a penalty (`withWeightDecay`), so it is not divided by
 * √v̂. PyTorch and Keras multiply λ by α; in the paper λ stands alone.
 * Source: Loshchilov and Hutter (2019), Algorithm 2. PyTorch: `AdamW`.
 */
export const adamwRule: Rule<Settings> = {
  ...adamRule,
  name: "adamw",
  label: "AdamW",
  hyperparameters: {
    ...adamRule.hyperparameters,
    weightDecay: weightDecay(0.01),
    convention: convention(conventions)
  },
  tex: [
    ...adamRule.tex.slice(0, -1),
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\,\frac{\term{mHat}{\hat m}}{\sqrt{\term{vHat}{\hat v}}+\term{epsilon}{\varepsilon}} - \term{learningRate}{\alpha}\term{weightDecay}{\lambda}\,\term{theta}{\theta}`
  ],
  conventions,
  about: "Adam, with a pull of the weights towards zero that the division by √v̂ does not weaken.",
  update(g, state, h, theta): Floats {
    const delta = adamRule.update(g, state, h);
    const shrink = h.convention === "paper" ? h.weightDecay : h.learningRate * h.weightDecay;
    for (let i = 0; i < g.length; ++i) delta[i] -= shrink * theta[i];
    return delta;
  }
};

export const adamw = factory(adamwRule);
