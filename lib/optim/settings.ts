import type {Hyperparameter, Optimizer, Rule, Settings} from "./rule.js";

type Value = number | boolean | string | null | readonly number[];

/** What can be set: a rule of any kind. */
interface Settable<H> {
  readonly name: string;
  readonly hyperparameters: {readonly [K in keyof H]: Hyperparameter<Value>};
  readonly conventions?: Rule["conventions"];
}

/**
 * Defaults of a rule under the given convention, with the given settings in their place. Throws for a name or value that
 * it does not know.
 */
export function settingsOf<H extends Settings>(rule: Rule<H>, given?: Partial<H>): H;
export function settingsOf<H extends Record<string, Value>>(rule: Settable<H>, given?: Partial<H>): H;
export function settingsOf<H extends Record<string, Value>>(rule: Settable<H>, given: Partial<H> = {}): H {
  const known = rule.hyperparameters as Record<string, Hyperparameter<Value>>;
  for (const key of Object.keys(given))
    if (!Object.hasOwn(known, key))
      throw new Error(`${rule.name}: unknown hyperparameter: ${key}; expected one of ${Object.keys(known).join(", ")}`);
  const settings: Record<string, Value> = {};
  const convention = rule.conventions?.[String(given.convention)]?.defaults;
  for (const [key, h] of Object.entries(known)) {
    const value = given[key] ?? convention?.[key] ?? h.default;
    checkValue(rule.name, key, value, h);
    settings[key] = value;
  }
  return settings as H;
}

function checkValue(rule: string, key: string, value: Value, h: Hyperparameter<Value>): void {
  const invalid = (expected: string) => new Error(`${rule}: invalid ${key}: ${String(value)}; expected ${expected}`);
  if (h.choices && !h.choices.includes(String(value)))
    throw new Error(`${rule}: unknown ${key}: ${String(value)}; expected one of ${h.choices.join(", ")}`);
  if (typeof h.default === "boolean" && typeof value !== "boolean") throw invalid("true or false");
  if (Array.isArray(h.default) && !(Array.isArray(value) && value.every(Number.isInteger)))
    throw invalid("a list of whole numbers");
  if (typeof h.default !== "number" && !(h.default === null && value !== null)) return;
  const [min, max] = h.limits ?? [0, Infinity];
  if (typeof value !== "number" || !(value >= min) || !(max === Infinity ? value < Infinity : value < max))
    throw invalid(`${min} ≤ ${key}${max === Infinity ? ", finite" : ` < ${max}`}`);
  if (h.integer && !Number.isInteger(value)) throw invalid("a whole number");
}

/** The function that a user calls: `adam({learningRate: 0.01})`. */
export function factory<H extends Settings>(rule: Rule<H>): (settings?: Partial<H>) => Optimizer {
  return (settings) => ({rule: rule as unknown as Rule, settings: settingsOf(rule, settings)});
}
