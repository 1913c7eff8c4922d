import {adadeltaRule} from "./adadelta.js";
import {adagradRule} from "./adagrad.js";
import {adamRule} from "./adam.js";
import {adamaxRule} from "./adamax.js";
import {adamwRule} from "./adamw.js";
import {amsgradRule} from "./amsgrad.js";
import {armijoRule} from "./armijo.js";
import {conjugateGradientRule} from "./conjugate-gradient.js";
import {gradientDescentRule} from "./gradient-descent.js";
import {lbfgsRule} from "./lbfgs.js";
import {lionRule} from "./lion.js";
import {momentumRule} from "./momentum.js";
import {nadamRule} from "./nadam.js";
import {nesterovRule} from "./nesterov.js";
import {newtonRule} from "./newton.js";
import {radamRule} from "./radam.js";
import {rmspropRule} from "./rmsprop.js";
import {rpropRule} from "./rprop.js";
import type {Optimizer, Rule, Settings} from "./rule.js";
import {settingsOf} from "./settings.js";
import {trustRegionRule} from "./trust-region.js";

const all = [
  gradientDescentRule,
  momentumRule,
  nesterovRule,
  adagradRule,
  rmspropRule,
  adadeltaRule,
  adamRule,
  adamaxRule,
  amsgradRule,
  adamwRule,
  nadamRule,
  radamRule,
  rpropRule,
  lionRule,
  armijoRule,
  conjugateGradientRule,
  lbfgsRule,
  newtonRule,
  trustRegionRule
] as const;

/** Every rule, by name, in the order in which one teaches them. Figures, pages and links read this list. */
export const rules: Readonly<Record<string, Rule>> = Object.fromEntries(
  all.map((rule) => [rule.name, rule as unknown as Rule])
);

/** An optimizer by the name of its rule. Throws for a name that is not known. */
export function optimizer(name: string, settings: Settings = {}): Optimizer {
  if (!Object.hasOwn(rules, name))
    throw new Error(`optimizer: unknown rule: ${name}; expected one of ${Object.keys(rules).join(", ")}`);
  return {rule: rules[name], settings: settingsOf(rules[name], settings)};
}

/** The update in the form that the settings choose, with its marks: `rule.tex`, or that of the convention. */
export function lawOf(rule: Rule, settings: Settings = {}): readonly string[] {
  return rule.conventions?.[String(settings.convention)]?.tex ?? rule.tex;
}

/** The update as plain KaTeX, without the marks that tie terms to quantities. */
export function texOf(rule: Rule, settings: Settings = {}): string[] {
  return lawOf(rule, settings).map((line) => line.replace(/\\term\{\w+\}/g, ""));
}
