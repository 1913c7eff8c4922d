import {rules, type Settings} from "../../../lib/index.js";
import {logSpaced} from "./sweep.js";

/** How many settings each rule may try. */
export const TRIES = 60;

/** What is tuned besides the learning rate, by the name that the rule has for it, and what is tried. */
const second: Readonly<Record<string, readonly number[]>> = {
  beta: [0, 0.5, 0.9, 0.99],
  beta1: [0, 0.5, 0.9, 0.99],
  rho: [0.5, 0.9, 0.99, 0.999]
};

export interface Tries {
  /** The hyperparameters that are tuned. */
  readonly keys: readonly string[];
  readonly settings: readonly Settings[];
  /** The lowest and the highest value of the first. */
  readonly ends: readonly [number, number];
}

/**
 * The grid that a rule is tuned over: as many settings for every rule. Learning rates are spread over the range of their
 * slider; for rules that see only the gradient that range is moved up a decade, since here two parameters are moved and
 * not a network's. Rules with a momentum share the tries between both.
 */
export function triesOf(name: string): Tries {
  const {needs, hyperparameters} = rules[name];
  const main = "learningRate" in hyperparameters ? "learningRate" : "initialRadius";
  const [low, high] = hyperparameters[main].range ?? [1e-4, 10];
  const ends = needs === "gradient" ? ([low * 10, high * 10] as const) : ([low, high] as const);
  const other = Object.keys(second).find((key) => key in hyperparameters);
  const values = other ? second[other] : [undefined];
  const mains = logSpaced(...ends, TRIES / values.length);
  return {
    keys: other ? [main, other] : [main],
    settings: mains.flatMap((a) =>
      values.map((b) => (other && b !== undefined ? {[main]: a, [other]: b} : {[main]: a}))
    ),
    ends: [mains[0], mains[mains.length - 1]]
  };
}
