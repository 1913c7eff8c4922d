import {weightDecay} from "./hyperparameters.js";
import type {Floats, Objective, Optimizer, State} from "./rule.js";
import {dot} from "./vectors.js";
import {wrap} from "./wrap.js";

interface Decayed extends State {
  penalized: Floats;
}

/**
 * Coupled weight decay (L2 regularisation): the inner rule sees g + λ·θ in place of g, so the decay enters its momentum
 * and moments; a rule that asks for the objective sees J + ½λ|θ|², and H + λI. This is PyTorch's `weight_decay` for every
 * optimizer but AdamW. λ ≥ 0; it becomes the hyperparameter `l2`.
 */
export function withWeightDecay(optimizer: Optimizer, lambda: number): Optimizer {
  const {rule} = optimizer;
  return wrap(optimizer, "withWeightDecay", {
    suffix: "weight decay",
    hyperparameters: {l2: weightDecay(0.01)},
    settings: {l2: lambda},
    quantities: {
      penalized: {tex: "g + \\lambda\\theta", code: "penalized", label: "Gradient with the penalty", kind: "vector"}
    },
    vectors: ["penalized"],
    update(g, state, h, theta, objective) {
      const {penalized} = state as Decayed;
      const l2 = h.l2 as number;
      for (let i = 0; i < g.length; ++i) penalized[i] = g[i] + l2 * theta[i];
      const seen = objective && rule.needs !== "gradient" ? penalizedObjective(objective, l2, theta) : objective;
      return rule.update(penalized, state, h, theta, seen);
    }
  });
}

function penalizedObjective(inner: Objective, l2: number, theta: Floats): Objective {
  return {
    loss: inner.loss + (l2 / 2) * dot(theta, theta),
    valueAndGradient(at, out) {
      const value = inner.valueAndGradient(at, out);
      for (let i = 0; i < out.length; ++i) out[i] += l2 * at[i];
      return value + (l2 / 2) * dot(at, at);
    },
    ...(inner.hessian && {
      hessian(at: Floats) {
        const h = inner.hessian!(at);
        for (let i = 0; i < at.length; ++i) h[i * at.length + i] += l2;
        return h;
      }
    })
  };
}
