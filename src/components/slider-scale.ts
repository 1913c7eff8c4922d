import type {Hyperparameter} from "../lib/optim/index.js";

/** How a slider's position belongs to a value. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  toPosition(value: number): number;
  toValue(position: number): number;
}

/** Two significant digits of a number, or of its distance from 1. */
const round = (value: number, digits = 2) => Number(value.toPrecision(digits));

/** The scale that a hyperparameter asks for. Positions of the logarithmic ones are powers of ten. */
export function scaleOf({scale = "linear", range = [0, 1]}: Pick<Hyperparameter, "scale" | "range">): Scale {
  const [low, high] = range;
  if (scale === "log")
    return {
      min: Math.log10(low),
      max: Math.log10(high),
      step: 0.01,
      toPosition: (value) => Math.log10(Math.max(low / 10, value)),
      toValue: (position) => round(10 ** position)
    };
  if (scale === "oneMinusLog")
    return {
      min: low > 0 ? -Math.log10(1 - low) : 0,
      max: -Math.log10(1 - high),
      step: 0.01,
      toPosition: (value) => -Math.log10(Math.max(1e-12, 1 - value)),
      toValue: (position) => Number((1 - round(10 ** -position)).toFixed(8))
    };
  return {
    min: low,
    max: high,
    step: (high - low) / 200,
    toPosition: (value) => value,
    toValue: (position) => Number(position.toPrecision(6))
  };
}
