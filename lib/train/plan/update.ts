import type {KernelSet, Pointer} from "../../kernels/index.js";
import type {Rule, Settings, State} from "../../optim/rule.js";
import {copyOf, type Memory, recallState} from "../memory.js";
import type {FusedUpdate} from "./fused-updates.js";
import {fusedPlanOf} from "./fused-wrappers.js";
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
  /**
   * What of the rule's state may be read: all of it where the rule runs as it is written, what a fused kernel leaves
   * otherwise; undefined where that is nothing. Arrays of n numbers lie as the parameters do in the arena.
   */
  state(k: KernelSet): Readonly<Partial<State>> | undefined;
  /** A copy of what it keeps from step to step, and its way back. */
  memory(k: KernelSet): Omit<Memory, "seed" | "rule">;
  recall(k: KernelSet, memory: Omit<Memory, "seed" | "rule">): void;
}

const view = (k: KernelSet, at: Pointer, n: number) => k.arena.f32.subarray(at / 4, at / 4 + n);

/** A fused kernel where there is one, otherwise the rule itself on views of the arena. */
export function planUpdate(rule: Rule, initial: Settings, parameters: Parameters, layout: Layout): Update {
  const fused = fusedPlanOf(rule)?.(parameters, layout, initial);
  return fused ? byKernels(fused, parameters.n) : asWritten(rule, initial, parameters);
}

function byKernels({run, keeps, readable = {}}: FusedUpdate, n: number): Update {
  const arrays = keeps.flatMap((kept) => kept.arrays ?? []);
  const counters = keeps.flatMap(({numbers = []}) => numbers.map((_, i) => ({numbers, i})));
  const names = Object.entries(readable);
  return Object.assign((k: KernelSet, settings: Settings) => run(k, settings), {
    state: (k: KernelSet) =>
      names.length ? Object.fromEntries(names.map(([name, at]) => [name, view(k, at, n)])) : undefined,
    memory: (k: KernelSet) => ({
      arrays: arrays.map((at) => view(k, at, n).slice()),
      numbers: counters.map(({numbers, i}) => numbers[i])
    }),
    recall(k: KernelSet, memory: Omit<Memory, "seed" | "rule">) {
      const fits = memory.arrays?.length === arrays.length && memory.numbers?.length === counters.length;
      if (!fits || memory.arrays?.some(({length}) => length !== n))
        throw new Error("recall: mismatched memory; expected that of the same rule and number of parameters");
      memory.arrays?.forEach((values, i) => {
        view(k, arrays[i], n).set(values);
      });
      counters.forEach(({numbers, i}, at) => {
        numbers[i] = memory.numbers?.[at] ?? 0;
      });
    }
  });
}

function asWritten(rule: Rule, initial: Settings, {n, theta, gradient}: Parameters): Update {
  let state: State | undefined;
  const stateOf = (k: KernelSet) => {
    state ??= rule.init(n, initial, view(k, theta, n));
    return state;
  };
  const update = (k: KernelSet, settings: Settings) => {
    const at = view(k, theta, n);
    const delta = rule.update(view(k, gradient, n), stateOf(k), settings, at);
    for (let i = 0; i < n; ++i) at[i] += delta[i];
  };
  return Object.assign(update, {
    state: () => state,
    memory: (k: KernelSet) => ({state: copyOf(stateOf(k))}),
    recall(k: KernelSet, memory: Omit<Memory, "seed" | "rule">) {
      recallState(stateOf(k), memory.state);
    }
  });
}
