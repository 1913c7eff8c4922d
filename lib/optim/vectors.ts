import type {Floats, Objective} from "./rule.js";

/** Σ aᵢbᵢ. */
export function dot(a: Floats, b: Floats): number {
  let sum = 0;
  for (let i = 0; i < a.length; ++i) sum += a[i] * b[i];
  return sum;
}

/** Σ |aᵢ|. */
export function sumOfSizes(a: Floats): number {
  let sum = 0;
  for (let i = 0; i < a.length; ++i) sum += Math.abs(a[i]);
  return sum;
}

/** max |aᵢ|. */
export function largest(a: Floats): number {
  let most = 0;
  for (let i = 0; i < a.length; ++i) most = Math.max(most, Math.abs(a[i]));
  return most;
}

/** The objective that a rule needs. Throws where the caller has none to give. */
export function required(rule: string, objective: Objective | undefined): Objective {
  if (!objective) throw new Error(`${rule}: missing objective; expected one, as descend() and fit() hand in`);
  return objective;
}
