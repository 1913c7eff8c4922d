import type {Floats, Optimizer, Rule, State} from "./rule.js";

interface Decayed extends State {
  inner: State;
  /** g + λ·θ. */
  penalized: Floats;
}

/**
 * Coupled weight decay (L2 regularisation): the inner rule sees g + λ·θ in place of g, so the decay enters its momentum
 * and moments. This is PyTorch's `weight_decay` for every optimizer but AdamW. λ ≥ 0.
 */
export function withWeightDecay({rule, settings}: Optimizer, lambda: number): Optimizer {
  if (!(lambda >= 0) || lambda === Infinity)
    throw new Error(`withWeightDecay: invalid lambda: ${lambda}; expected 0 ≤ λ, finite`);
  const wrapped: Rule = {
    ...rule,
    init(n, h, like): Decayed {
      const inner = rule.init(n, h, like);
      return {t: 0, inner, delta: inner.delta, penalized: inner.delta.slice()};
    },
    update(g, state, h, theta, objective) {
      const decayed = state as Decayed;
      const {penalized, inner} = decayed;
      decayed.t += 1;
      for (let i = 0; i < g.length; ++i) penalized[i] = g[i] + lambda * theta[i];
      return rule.update(penalized, inner, h, theta, objective);
    }
  };
  return {rule: wrapped, settings};
}
