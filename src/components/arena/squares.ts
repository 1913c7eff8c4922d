import type {Rule} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {svg} from "../svg.js";
import {short} from "./format.js";
import type {Trajectory} from "./trajectory.js";

const SIZE = 64;

/** What a rule divides by the root of, and what it divides: read from its law; undefined for a rule that does not. */
export function divisionOf(rule: Rule, law: readonly string[]): {over: string; under: string} | undefined {
  const whole = law.join(" ");
  const under = /\\sqrt\{\s*\\term\{(\w+)\}/.exec(whole)?.[1];
  if (!under || rule.quantities[under]?.kind !== "vector") return undefined;
  const over = /\\frac\{\s*\\term\{(\w+)\}\{(?:[^{}]|\{[^{}]*\})*\}\s*\}\{\s*\\sqrt/.exec(whole)?.[1] ?? "g";
  return {over: rule.quantities[over]?.kind === "vector" ? over : "g", under};
}

/** For each coordinate v as a square, and beside its side the number that the side divides. */
export function squares(rule: Rule, law: readonly string[], path: Trajectory, row: number): Node[] {
  const division = divisionOf(rule, law);
  if (!division || row > path.last) return [];
  const {over, under} = division;
  const sides = ([0, 1] as const).map((i) => Math.sqrt(path.at(`${under}.${i}`, row)));
  const tops = ([0, 1] as const).map((i) => Math.abs(path.at(`${over}.${i}`, row)));
  const most = Math.max(...sides, ...tops);
  if (!(most > 0) || !Number.isFinite(most)) return [];
  return ["x", "y"].map((axis, i) => {
    const [side, top] = [(SIZE * sides[i]) / most, (SIZE * tops[i]) / most];
    const ratio = sides[i] > 0 ? tops[i] / sides[i] : Number.NaN;
    return element(
      "figure",
      {},
      svg(
        "svg",
        {viewBox: `0 0 ${SIZE + 16} ${SIZE + 2}`, width: SIZE + 16, height: SIZE + 2, "aria-hidden": "true"},
        svg("rect", {class: "square-v", "data-term": under, x: 13, y: 1 + SIZE - side, width: side, height: side}),
        svg("rect", {class: "square-m", "data-term": over, x: 2, y: 1 + SIZE - top, width: 7, height: top})
      ),
      element("figcaption", {}, `${axis}: ${short(tops[i])} / ${short(sides[i])} = ${short(ratio)}`)
    );
  });
}
