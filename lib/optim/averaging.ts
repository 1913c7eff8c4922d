import {decay} from "./hyperparameters.js";
import type {Floats, Optimizer, State} from "./rule.js";
import {wrap} from "./wrap.js";

interface Averaged extends State {
  average: Floats;
}

/**
 * Polyak averaging: beside θ, which moves as before, keeps ā ← d·ā + (1 − d)·θ, from ā = θ after the first update. Use ā
 * for predicting, as its noise is averaged away: it is `state.average`, and after `fit()` `run.state()?.average`.
 * Source: Polyak and Juditsky (1992), with an exponential mean in place of their arithmetic one. PyTorch: `AveragedModel`
 * with `get_ema_multi_avg_fn(d)`.
 */
export function withAveraging(optimizer: Optimizer, averageDecay: number): Optimizer {
  const {rule} = optimizer;
  return wrap(optimizer, "withAveraging", {
    suffix: "averaging",
    hyperparameters: {averageDecay: decay("Decay of the average", "d", 0.99, "How long the average remembers.")},
    settings: {averageDecay},
    quantities: {average: {tex: "\\bar\\theta", code: "average", label: "Average of the parameters", kind: "vector"}},
    vectors: ["average"],
    update(g, state, h, theta, objective) {
      const delta = rule.update(g, state, h, theta, objective);
      const {average} = state as Averaged;
      const keep = state.t === 1 ? 0 : (h.averageDecay as number);
      for (let i = 0; i < delta.length; ++i) average[i] = keep * average[i] + (1 - keep) * (theta[i] + delta[i]);
      return delta;
    }
  });
}
