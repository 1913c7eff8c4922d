import type {Hyperparameter, Optimizer, Rule, Settings} from "./rule.js";

/**
 * Defaults of a rule under the given convention, with the given settings in their place. Throws for a name or value that
 * it does not know.
 */
export function settingsOf<H extends Settings>(rule: Rule<H>, given: Partial<H> = {}): H {
  const known = rule.hyperparameters as Record<string, Hyperparameter>;
  for (const key of Object.keys(given))
    if (!(key in known))
      throw new Error(`${rule.name}: unknown hyperparameter: ${key}; expected one of ${Object.keys(known).join(", ")}`);
  const settings: Settings = {};
  const convention = rule.conventions?.[String((given as Settings).convention)]?.defaults;
  for (const [key, h] of Object.entries(known)) {
    const value = given[key] ?? convention?.[key] ?? h.default;
    if (typeof h.default === "number") checkNumber(rule.name, key, value, h);
    if (typeof h.default === "boolean" && typeof value !== "boolean")
      throw new Error(`${rule.name}: invalid ${key}: ${String(value)}; expected true or false`);
    if (h.choices && !h.choices.includes(String(value)))
      throw new Error(`${rule.name}: unknown ${key}: ${value}; expected one of ${h.choices.join(", ")}`);
    settings[key] = value;
  }
  return settings as H;
}

function checkNumber(
  rule: string,
  key: string,
  value: unknown,
  {limits: [min, max] = [0, Infinity], integer = false}: Hyperparameter
): void {
  if (typeof value !== "number" || !(value >= min) || !(max === Infinity ? value < Infinity : value < max))
    throw new Error(
      `${rule}: invalid ${key}: ${String(value)}; expected ${min} ≤ ${key}${max === Infinity ? ", finite" : ` < ${max}`}`
    );
  if (integer && !Number.isInteger(value))
    throw new Error(`${rule}: invalid ${key}: ${value}; expected a whole number`);
}

/** The function that a user calls: `adam({learningRate: 0.01})`. */
export function factory<H extends Settings>(rule: Rule<H>): (settings?: Partial<H>) => Optimizer {
  return (settings) => ({rule: rule as unknown as Rule, settings: settingsOf(rule, settings)});
}
