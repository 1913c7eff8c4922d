import {momentumRule, type VelocitySettings, velocityStep} from "./momentum.js";
import type {Rule} from "./rule.js";
import {factory} from "./settings.js";

const {nesterov: _, ...hyperparameters} = momentumRule.hyperparameters;

/**
 * Nesterov's momentum: v ← β·v + (1 − τ)·g, Δ = −α·(g + β·v).
 *
 * The paper takes the gradient at a point ahead, θ + β·v. Written for that point, which every library does, it needs only
 * the gradient where θ is: the θ that you see is the paper's point ahead.
 * On a quadratic of curvature λ it converges for αλ < 2(1 + β)/(1 + 2β).
 * Source: Nesterov (1983); this form from Sutskever et al. (2013). PyTorch: `SGD(nesterov=True)`.
 */
export const nesterovRule: Rule<VelocitySettings> = {
  ...momentumRule,
  name: "nesterov",
  label: "Nesterov",
  hyperparameters,
  tex: [
    String.raw`\term{v}{v} \leftarrow \term{beta}{\beta}\,\term{v}{v} + \term{g}{\nabla J(\theta)}`,
    String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \term{learningRate}{\alpha}\left(\term{g}{\nabla J(\theta)} + \term{beta}{\beta}\,\term{v}{v}\right)`
  ],
  conventions: {
    pytorch: momentumRule.conventions.pytorch,
    keras: {
      ...momentumRule.conventions.keras,
      tex: [
        String.raw`\term{v}{v} \leftarrow \term{beta}{\beta}\,\term{v}{v} + \term{learningRate}{\alpha}\,\term{g}{\nabla J(\theta)}`,
        String.raw`\term{theta}{\theta} \leftarrow \term{theta}{\theta} - \left(\term{learningRate}{\alpha}\,\term{g}{\nabla J(\theta)} + \term{beta}{\beta}\,\term{v}{v}\right)`
      ]
    }
  },
  about: "Momentum that looks ahead: it corrects the velocity before it has overshot.",
  update: (g, state, h) => velocityStep(g, state, h, true)
};

export const nesterov = factory(nesterovRule);
