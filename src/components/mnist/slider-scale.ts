import type {Hyperparameter} from "../../lib/optim/index.js";

/** How a slider's place stands for a value. */
export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  place(value: number): number;
  value(place: number): number;
}

/** The scale of a hyperparameter: linear, logarithmic, or logarithmic in 1 − value; undefined where it has no range. */
export function sliderScale({
  range,
  scale = "linear"
}: Pick<Hyperparameter, "range" | "scale">): SliderScale | undefined {
  if (!range) return undefined;
  const [low, high] = range;
  if (scale === "log" && low > 0)
    return {
      min: Math.log10(low),
      max: Math.log10(high),
      step: 0.02,
      place: (v) => Math.log10(Math.max(v, low)),
      value: (p) => Number((10 ** p).toPrecision(2))
    };
  if (scale === "oneMinusLog")
    return {
      min: -Math.log10(1 - low),
      max: -Math.log10(1 - high),
      step: 0.02,
      place: (v) => -Math.log10(1 - Math.min(v, high)),
      value: (p) => Number((1 - Number((10 ** -p).toPrecision(2))).toFixed(8))
    };
  return {
    min: low,
    max: high,
    step: (high - low) / 100,
    place: (v) => v,
    value: (p) => Number(p.toPrecision(3))
  };
}

/** A hyperparameter's value as people write it. */
export function valueText(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1).replace(".0e", "e");
  return String(Number(value.toPrecision(6)));
}
