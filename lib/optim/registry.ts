import {adamRule} from "./adam.js";
import {gradientDescentRule} from "./gradient-descent.js";
import {momentumRule} from "./momentum.js";
import type {Optimizer, Rule, Settings} from "./rule.js";
import {settingsOf} from "./settings.js";

/** Every rule, by name. Figures, pages and links read this list. */
export const rules: Readonly<Record<string, Rule>> = Object.fromEntries(
  [gradientDescentRule, momentumRule, adamRule].map((rule) => [rule.name, rule as unknown as Rule])
);

/** An optimizer by the name of its rule. Throws for a name that is not known. */
export function optimizer(name: string, settings: Settings = {}): Optimizer {
  if (!Object.hasOwn(rules, name))
    throw new Error(`optimizer: unknown rule: ${name}; expected one of ${Object.keys(rules).join(", ")}`);
  return {rule: rules[name], settings: settingsOf(rules[name], settings)};
}

/** The update as plain KaTeX, without the marks that tie terms to quantities. */
export function texOf(rule: Rule): string[] {
  return rule.tex.map((line) => line.replace(/\\term\{\w+\}/g, ""));
}
