import type {Hyperparameter} from "../../lib/optim/index.js";
import {type Scale, scaleOf} from "../slider-scale.js";

/** The scale of a hyperparameter; undefined where it has no range. */
export const sliderScale = (h: Pick<Hyperparameter, "range" | "scale">): Scale | undefined => h.range && scaleOf(h);

/** A hyperparameter's value as people write it. */
export function valueText(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1).replace(".0e", "e");
  return String(Number(value.toPrecision(6)));
}
