import type {Rule} from "../../lib/optim/index.js";
import {short} from "./format.js";
import {termsOf} from "./live-tex.js";
import type {Trajectory} from "./trajectory.js";

/** One part of an update: what is made in it, said in words. */
export interface SubStep {
  readonly term: string;
  readonly words: string;
  /** Roles of the arrows that are drawn by now. */
  readonly arrows: readonly string[];
}

/** The update from `step` to `step` + 1, taken apart: the gradient, each line of the rule, the move. */
export function subSteps(rule: Rule, law: readonly string[], path: Trajectory, step: number): SubStep[] {
  if (step >= path.last) return [];
  const pair = (name: string, row: number) =>
    rule.quantities[name]?.kind === "scalar"
      ? short(path.at(name, row))
      : `(${short(path.at(`${name}.0`, row))}, ${short(path.at(`${name}.1`, row))})`;
  const parts: SubStep[] = [
    {
      term: "g",
      words: `The ball is at θ = ${pair("theta", step)}. The gradient there is ${pair("g", step + 1)}; it points uphill, so the arrow shows the other way.`,
      arrows: ["gradient"]
    }
  ];
  let arrows: readonly string[] = ["gradient"];
  for (const line of law)
    for (const name of madeIn(line)) {
      const quantity = rule.quantities[name];
      if (
        name === "theta" ||
        !quantity ||
        !Number.isFinite(path.at(quantity.kind === "scalar" ? name : `${name}.0`, step + 1))
      )
        continue;
      const role = quantity.role;
      if (role === "momentum") arrows = [...arrows, "before", "momentum"];
      const was = step > 0 ? `, from ${pair(name, step)}` : "";
      const scale = role === "scale" ? " Its root is the side of the square that divides." : "";
      parts.push({term: name, words: `${quantity.label}: now ${pair(name, step + 1)}${was}.${scale}`, arrows});
    }
  parts.push({
    term: "delta",
    words: `The step is Δ = ${pair("delta", step + 1)}: the ball comes to θ = ${pair("theta", step + 1)}, where the loss is ${short(path.at("loss", step + 1))}; it was ${short(path.at("loss", step))}.`,
    arrows: [...arrows, "step"]
  });
  return parts;
}

/** The terms to the left of each arrow or equals sign in a line. */
export function madeIn(line: string): string[] {
  const made: string[] = [];
  let left: string[] = [];
  for (const part of termsOf(line)) {
    if ("name" in part) left.push(part.name);
    else if (/\\leftarrow|\\gets|=/.test(part.plain)) {
      if (left.length) made.push(left[0]);
      left = [];
    } else if (/\\quad|\\\\/.test(part.plain)) left = [];
  }
  return [...new Set(made)];
}
