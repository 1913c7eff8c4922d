import {curvatureAt, type Surface} from "../../lib/surfaces/index.js";
import {short} from "./format.js";
import type {RulerMark} from "./slider.js";
import type {Leg} from "./state.js";

/**
 * The learning rate beyond which a rule runs away on a quadratic of curvature λ: gradient descent 2/λ, heavy ball
 * 2(1 + β)/((1 − τ)λ), Nesterov 2(1 + β)/((1 + 2β)λ). Undefined for a rule without such a bound, and where nothing curves
 * upwards.
 */
export function stabilityBound({rule, settings}: Leg, lambda: number): number | undefined {
  if (!(lambda > 0)) return undefined;
  const beta = Number(settings.beta ?? 0);
  const gain = 1 - Number(settings.dampening ?? 0);
  if (rule === "gradientDescent") return 2 / lambda;
  if (rule === "nesterov" || (rule === "momentum" && settings.nesterov === true && gain === 1))
    return (2 * (1 + beta)) / ((1 + 2 * beta) * lambda);
  if (rule === "momentum" && settings.nesterov !== true && gain > 0) return (2 * (1 + beta)) / (gain * lambda);
  return undefined;
}

const names: Readonly<Record<string, string>> = {
  gradientDescent: "2/λ",
  momentum: "2(1+β)/λ",
  nesterov: "2(1+β)/((1+2β)λ)"
};

/** The bound at a point as a mark for the ruler of the learning rate, from the largest curvature there. */
export function stabilityMarks(surface: Surface, leg: Leg, x: number, y: number): RulerMark[] {
  if (!Number.isFinite(x + y)) return [];
  const [lambda] = curvatureAt(surface, x, y);
  const bound = stabilityBound(leg, lambda);
  if (bound === undefined || !Number.isFinite(bound)) return [];
  return [{value: bound, label: `${names[leg.rule]} = ${short(bound, 2)}`, bound: true}];
}
