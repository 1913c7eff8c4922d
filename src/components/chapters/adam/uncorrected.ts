import {adam} from "../../../lib/optim/adam.js";
import type {Floats, Optimizer, Rule} from "../../../lib/optim/rule.js";

/** Adam, or a rule with Adam's m and v, without its bias correction: Δ = −α·m/(√v + ε). For comparison only. */
export function withoutCorrection({rule, settings}: Optimizer): Optimizer {
  const bare: Rule = {
    ...rule,
    update(g, state, h, theta) {
      const decay = Number(h.learningRate) * Number(h.weightDecay ?? 0);
      rule.update(g, state, h, theta);
      const [m, v] = [state.m as Floats, state.v as Floats];
      for (let i = 0; i < g.length; ++i)
        state.delta[i] = -decay * theta[i] - (Number(h.learningRate) * m[i]) / (Math.sqrt(v[i]) + Number(h.epsilon));
      return state.delta;
    }
  };
  return {rule: bare, settings};
}

/**
 * |Δ|/α at step t of Adam without correction, when every gradient has been the same: (1 − β₁ᵗ)/√(1 − β₂ᵗ). With the
 * correction it is 1.
 */
export function uncorrectedStep(t: number, beta1: number, beta2: number): number {
  return (1 - beta1 ** t) / Math.sqrt(1 - beta2 ** t);
}

/** |Δ|/α of the first `steps` steps under a constant gradient, as the library's Adam takes them. */
export function stepSizes({
  beta1,
  beta2,
  corrected,
  steps
}: {
  beta1: number;
  beta2: number;
  corrected: boolean;
  steps: number;
}): number[] {
  const whole = adam({learningRate: 1, beta1, beta2, epsilon: 0});
  const {rule, settings} = corrected ? whole : withoutCorrection(whole);
  const state = rule.init(1, settings, new Float64Array(1));
  return Array.from({length: steps}, () =>
    Math.abs(rule.update(Float64Array.of(1), state, settings, Float64Array.of(0))[0])
  );
}
