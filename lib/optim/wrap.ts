import {zerosLike} from "./hyperparameters.js";
import type {Floats, Hyperparameter, Optimizer, Quantity, Rule, Settings, State} from "./rule.js";
import {settingsOf} from "./settings.js";

/** What a wrapper adds to a rule. */
export interface Wrapping {
  /** What follows the rule's label: "Adam with weight decay". */
  readonly suffix: string;
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
  readonly settings: Settings;
  readonly quantities?: Readonly<Record<string, Quantity>>;
  /** Vectors that it keeps in the rule's state, by name. */
  readonly vectors?: readonly string[];
  readonly update: Rule["update"];
}

/** How a rule was wrapped: which one, and by which function. */
export interface Wrapped {
  readonly rule: Rule;
  readonly by: string;
}

const wrapped = new WeakMap<object, Wrapped>();

/** What `wrap` made a rule from, so that an engine may do the same in its own way; undefined for all other rules. */
export const wrappedIn = (rule: Rule): Wrapped | undefined => wrapped.get(rule);

/**
 * A rule with something before or after its update. Its hyperparameters join the rule's own, and its vectors the rule's
 * state, so that everything can still be read, drawn and changed while it runs. Throws where a name is taken.
 */
export function wrap(
  {rule, settings}: Optimizer,
  caller: string,
  {suffix, hyperparameters, settings: own, quantities = {}, vectors = [], update}: Wrapping
): Optimizer {
  for (const name of Object.keys(hyperparameters))
    if (name in rule.hyperparameters)
      throw new Error(`${caller}: invalid optimizer: ${rule.name}; expected one without ${name}, which it has already`);
  const joined = /with /.test(rule.label) ? "and" : "with";
  const outer: Rule = {
    ...rule,
    name: `${rule.name}+${Object.keys(hyperparameters)[0]}`,
    label: `${rule.label} ${joined} ${suffix}`,
    hyperparameters: {...rule.hyperparameters, ...hyperparameters},
    quantities: {...rule.quantities, ...quantities},
    init(n: number, h: Settings, like?: Floats): State {
      const state = rule.init(n, h, like);
      for (const name of vectors) state[name] = zerosLike(n, like);
      return state;
    },
    update
  };
  wrapped.set(outer, {rule, by: caller});
  return {rule: outer, settings: settingsOf(outer, {...settings, ...own})};
}
