import type {KernelSet, Pointer} from "../../kernels/index.js";
import type {Rule, Settings, State} from "../../optim/rule.js";
import {copyOf, type Memory, recallState} from "../memory.js";
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
  /** A copy of what it keeps from step to step, and its way back. */
  memory(k: KernelSet): Omit<Memory, "seed">;
  recall(k: KernelSet, memory: Omit<Memory, "seed">): void;
}

/** A fused kernel where there is one, otherwise the rule itself on views of the arena. */
export function planUpdate(rule: Rule, initial: Settings, parameters: Parameters, layout: Layout): Update {
  const fused = fusedPlanOf(rule, initial)?.(parameters, layout, initial);
  if (fused) return fused;
  const {n, theta, gradient} = parameters;
  const view = (k: KernelSet, at: Pointer) => k.arena.f32.subarray(at / 4, at / 4 + n);
  let state: State | undefined;
  const stateOf = (k: KernelSet) => {
    state ??= rule.init(n, initial, view(k, theta));
    return state;
  };
  const update = (k: KernelSet, settings: Settings) => {
    const at = view(k, theta);
    const delta = rule.update(view(k, gradient), stateOf(k), settings, at);
    for (let i = 0; i < n; ++i) at[i] += delta[i];
  };
  return Object.assign(update, {
    state: () => state,
    memory: (k: KernelSet) => ({state: copyOf(stateOf(k))}),
    recall(k: KernelSet, memory: Omit<Memory, "seed">) {
      recallState(stateOf(k), memory.state);
    }
  });
}
