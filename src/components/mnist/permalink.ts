import {activations, initializers} from "../../lib/nn/index.js";
import {rules, settingsOf} from "../../lib/optim/index.js";
import {lengths} from "./schedule.js";
import {articleSettings, type LabSettings, limits, optimizers} from "./settings.js";

// The settings in an address: what differs from the article's, as `key=value` pairs that a person can read.

/** "optimizer=momentum&learningRate=0.03&hidden=128.64"; empty for the article's settings. */
export function toQuery(settings: LabSettings): string {
  const query = new URLSearchParams();
  const {hidden, hyper, ...rest} = settings;
  // A reader's own files are on their machine only.
  for (const [key, value] of Object.entries(rest))
    if (value !== "file" && value !== articleSettings[key as keyof typeof rest]) query.set(key, String(value));
  if (hidden.join() !== articleSettings.hidden.join()) query.set("hidden", hidden.join(".") || "none");
  const usual = settingsOf(rules[settings.optimizer]);
  for (const [key, value] of Object.entries(hyper)) if (value !== usual[key]) query.set(key, String(value));
  return query.toString();
}

/** Settings from an address. What is unknown or out of range is left at the article's value. */
export function fromQuery(text: string): LabSettings {
  const query = new URLSearchParams(text.replace(/^[#?]/, ""));
  const one = <T extends string>(key: string, allowed: readonly T[], other: T): T => {
    const value = query.get(key) as T;
    return allowed.includes(value) ? value : other;
  };
  const number = (key: keyof LabSettings, [low, high]: readonly [number, number], whole = true): number => {
    const value = Number(query.get(key) ?? Number.NaN);
    const fits = value >= low && value <= high && (!whole || Number.isInteger(value));
    return fits ? value : (articleSettings[key] as number);
  };
  const optimizer = one(
    "optimizer",
    optimizers.map(({name}) => name),
    articleSettings.optimizer
  );
  return {
    data: one("data", ["mnist", "synthetic"], articleSettings.data),
    network: one("network", ["dense", "conv"], articleSettings.network),
    hidden: hiddenFrom(query.get("hidden")),
    activation: one("activation", Object.keys(activations) as LabSettings["activation"][], articleSettings.activation),
    init: one("init", Object.keys(initializers) as LabSettings["init"][], articleSettings.init),
    dropout: number("dropout", limits.dropout, false),
    loss: one("loss", ["crossEntropy", "mse"], articleSettings.loss),
    optimizer,
    hyper: hyperFrom(optimizer, query),
    schedule: one("schedule", Object.keys(lengths) as LabSettings["schedule"][], articleSettings.schedule),
    batchSize: number("batchSize", limits.batchSize),
    epochs: number("epochs", limits.epochs),
    seed: number("seed", limits.seed),
    examples: number("examples", [0, 1e6])
  };
}

function hiddenFrom(text: string | null): readonly number[] {
  if (text === "none") return [];
  const units = (text ?? "").split(".").map(Number);
  const [low, high] = limits.hidden;
  const fits = units.length <= limits.layers[1] && units.every((n) => Number.isInteger(n) && n >= low && n <= high);
  return text && fits ? units : articleSettings.hidden;
}

/** The rule's defaults with what the address says, each value tried by itself. */
function hyperFrom(rule: string, query: URLSearchParams): LabSettings["hyper"] {
  let settings = settingsOf(rules[rule]);
  for (const [key, usual] of Object.entries(settings)) {
    const text = query.get(key);
    if (text === null) continue;
    const value = typeof usual === "number" ? Number(text) : typeof usual === "boolean" ? text === "true" : text;
    try {
      settings = settingsOf(rules[rule], {...settings, [key]: value});
    } catch {
      // A value that the rule does not take stays at its default.
    }
  }
  return settings;
}
