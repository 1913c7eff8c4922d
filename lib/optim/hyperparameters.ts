import type {Convention, Hyperparameter, Quantity} from "./rule.js";

/** α, whose default differs from rule to rule. */
export const learningRate = (value: number, range: readonly [number, number] = [1e-5, 1]): Hyperparameter => ({
  label: "Learning rate",
  tex: "\\alpha",
  default: value,
  range,
  scale: "log",
  description: "How far one update goes."
});

/** A decay rate β: 0 ≤ β < 1. */
export const decay = (label: string, tex: string, value: number, description: string): Hyperparameter => ({
  label,
  tex,
  default: value,
  limits: [0, 1],
  range: [0, 0.9999],
  scale: "oneMinusLog",
  description
});

/** ε, added to a denominator. */
export const epsilon = (value: number): Hyperparameter => ({
  label: "Epsilon",
  tex: "\\varepsilon",
  default: value,
  range: [1e-12, 1e-1],
  scale: "log",
  description: "Keeps the denominator away from zero; added after the root."
});

/** λ of a decay beside the step. */
export const weightDecay = (value: number): Hyperparameter => ({
  label: "Weight decay",
  tex: "\\lambda",
  default: value,
  range: [0, 0.5],
  scale: "linear",
  description: "How strongly each update pulls the parameters towards zero."
});

/** Where a rule that can tell stops. */
export const tolerance = (value: number): Hyperparameter => ({
  label: "Tolerance",
  tex: "\\tau",
  default: value,
  range: [1e-12, 1e-2],
  scale: "log",
  description: "It has converged once no slope is larger."
});

/** Whose form of the rule: one of the names in `conventions`, the first unless told. */
export const convention = (conventions: Readonly<Record<string, Convention>>): Hyperparameter => ({
  label: "Convention",
  tex: "\\text{convention}",
  default: Object.keys(conventions)[0],
  choices: Object.keys(conventions),
  description: "Whose form of the rule, where the field differs."
});

/** What every rule has. */
export const common: Record<"g" | "theta" | "delta", Quantity> = {
  g: {tex: "g", code: "g", label: "Gradient ∇J(θ)", kind: "vector", role: "gradient"},
  theta: {tex: "\\theta", code: "theta", label: "Parameters", kind: "vector"},
  delta: {tex: "\\Delta", code: "delta", label: "Step", kind: "vector", role: "step"}
};

/** An array of zeros of the same kind as `like`. */
export function zerosLike(n: number, like?: Float64Array | Float32Array): Float64Array | Float32Array {
  return like instanceof Float32Array ? new Float32Array(n) : new Float64Array(n);
}
