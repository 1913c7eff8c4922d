import {settingsOf} from "../settings.js";
import {cosineRule} from "./cosine.js";
import {cosineRestartsRule} from "./cosine-restarts.js";
import {exponentialRule} from "./exponential.js";
import {multiStepRule} from "./multi-step.js";
import {oneCycleRule} from "./one-cycle.js";
import {reduceOnPlateauRule} from "./reduce-on-plateau.js";
import type {Schedule, ScheduleRule, ScheduleSettings} from "./schedule.js";
import {stepRule} from "./step.js";
import {warmUpRule} from "./warm-up.js";

const all = [
  stepRule,
  multiStepRule,
  exponentialRule,
  cosineRule,
  cosineRestartsRule,
  warmUpRule,
  oneCycleRule,
  reduceOnPlateauRule
] as const;

/** Every schedule, by name. */
export const rules: Readonly<Record<string, ScheduleRule>> = Object.fromEntries(
  all.map((rule) => [rule.name, rule as unknown as ScheduleRule])
);

/** A schedule by the name of its rule. Throws for a name that is not known. */
export function schedule(name: string, settings: ScheduleSettings = {}): Schedule {
  if (!Object.hasOwn(rules, name))
    throw new Error(`schedule: unknown schedule: ${name}; expected one of ${Object.keys(rules).join(", ")}`);
  return {rule: rules[name], settings: settingsOf(rules[name], settings)};
}
