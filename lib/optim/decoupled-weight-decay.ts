import {weightDecay} from "./hyperparameters.js";
import type {Optimizer} from "./rule.js";
import {wrap} from "./wrap.js";

/**
 * Decoupled weight decay: the rule's own step, and beside it Δ ← Δ − αλ·θ, as AdamW has it. The decay passes through no
 * moment. λ ≥ 0; it becomes the hyperparameter `weightDecay`. The rule must have a learning rate α.
 * Source: Loshchilov and Hutter (2019), eq. 3, in PyTorch's form, where α multiplies λ.
 */
export function withDecoupledWeightDecay(optimizer: Optimizer, lambda: number): Optimizer {
  const {rule} = optimizer;
  if (rule.needs !== "gradient" || !("learningRate" in rule.hyperparameters))
    throw new Error(
      `withDecoupledWeightDecay: invalid optimizer: ${rule.name}; expected one that needs gradients only, with a learning rate`
    );
  return wrap(optimizer, "withDecoupledWeightDecay", {
    suffix: "decoupled weight decay",
    hyperparameters: {weightDecay: weightDecay(0.01)},
    settings: {weightDecay: lambda},
    update(g, state, h, theta, objective) {
      const delta = rule.update(g, state, h, theta, objective);
      const shrink = (h.learningRate as number) * (h.weightDecay as number);
      for (let i = 0; i < delta.length; ++i) delta[i] -= shrink * theta[i];
      return delta;
    }
  });
}
