import type {Floats, Rule, State} from "../optim/rule.js";

/**
 * What an engine keeps from step to step besides the parameters: the optimizer's state, and where the generator of
 * dropout stands. Plain data, so that it can be sent to another thread or stored.
 */
export interface Memory {
  /** Name of the rule. */
  readonly rule: string;
  /** A seed from which the generator goes on as it would have. */
  readonly seed: number;
  /** Of a rule that keeps its own state. */
  readonly state?: Readonly<State>;
  /** Of a fused kernel: its arrays, and its counters. */
  readonly arrays?: readonly Float32Array[];
  readonly numbers?: readonly number[];
}

/** A copy that shares nothing with the original: arrays, plain objects and what they hold. `copy` makes that of a vector. */
export function copyOf<T>(value: T, copy = (vector: Floats): Floats => vector.slice()): T {
  if (value instanceof Float64Array || value instanceof Float32Array) return copy(value) as T;
  if (Array.isArray(value)) return value.map((v) => copyOf(v, copy)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, copyOf(v, copy)])) as T;
}

/**
 * Puts a state back that was copied from a run of the same rule and size.
 * @throws `recall: mismatched memory: …`
 */
export function recallState(state: State, memory: Readonly<State> | undefined): void {
  const names = (s: State) => Object.keys(s).sort().join();
  if (memory?.delta?.length !== state.delta.length || names(memory) !== names(state))
    throw new Error("recall: mismatched memory; expected that of the same rule and number of parameters");
  Object.assign(state, copyOf(memory));
}

/** Throws `recall: mismatched memory: …` unless it is of a rule of this name. */
export function checkRule(memory: Memory, {name}: Rule): void {
  if (memory.rule !== name) throw new Error(`recall: mismatched memory: ${memory.rule}; expected that of ${name}`);
}
