import type {KernelSet, Pointer} from "../../kernels/index.js";
import type {Rule, Settings, State} from "../../optim/rule.js";
import {fusedPlanOf} from "./fused-updates.js";
import type {Layout} from "./layout.js";

/** Parameters and their gradients in the arena: n floats each. */
export interface Parameters {
  readonly n: number;
  readonly theta: Pointer;
  readonly gradient: Pointer;
}

/** One update of all parameters, in place. */
export interface Update {
  (k: KernelSet, settings: Settings): void;
  /** The rule's state, unless a fused kernel keeps its own. */
  state?(): State | undefined;
}

/** A fused kernel where there is one, otherwise the rule itself on views of the arena. */
export function planUpdate(rule: Rule, initial: Settings, parameters: Parameters, layout: Layout): Update {
  const fused = fusedPlanOf(rule, initial)?.(parameters, layout, initial);
  if (fused) return fused;
  const {n, theta, gradient} = parameters;
  let run: Update | undefined;
  const update = (k: KernelSet, settings: Settings) => {
    const view = (at: Pointer) => k.arena.f32.subarray(at / 4, at / 4 + n);
    run ??= ruleOnViews(rule, initial, view(theta), view(gradient));
    run(k, settings);
  };
  return Object.assign(update, {state: () => run?.state?.()});
}

function ruleOnViews(rule: Rule, initial: Settings, theta: Float32Array, gradient: Float32Array): Update {
  const state = rule.init(theta.length, initial, theta);
  const update = (_: KernelSet, settings: Settings) => {
    const delta = rule.update(gradient, state, settings, theta);
    for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
  };
  return Object.assign(update, {state: () => state});
}
