import type {Hyperparameter} from "../rule.js";

/** A length in steps. */
export const steps = (label: string, tex: string, value: number, description: string): Hyperparameter => ({
  label,
  tex,
  default: value,
  limits: [1, Infinity],
  range: [1, 1000],
  integer: true,
  scale: "log",
  description
});

/** γ, which multiplies the rate. */
export const factor = (value: number, description: string): Hyperparameter => ({
  label: "Factor",
  tex: "\\gamma",
  default: value,
  range: [0.01, 1],
  scale: "linear",
  description
});

/** The least rate. */
export const minimum: Hyperparameter = {
  label: "Lowest rate",
  tex: "\\alpha_{\\min}",
  default: 0,
  range: [1e-6, 1],
  scale: "log",
  description: "Where the rate ends."
};

/** α_min + (α₀ − α_min)·(1 + cos πs)/2 for a share s of the way. */
export const cosineBetween = (from: number, to: number, share: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;
