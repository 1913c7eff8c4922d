import {rules} from "../../lib/optim/index.js";
import {architectureText} from "./network.js";
import {articleSettings, type LabSettings} from "./settings.js";
import {valueText} from "./slider-scale.js";

/** A short name for a run: its optimizer and α, and what else is not the article's. */
export function nameOf(settings: LabSettings): string {
  const parts = [`${rules[settings.optimizer].label}`];
  if (typeof settings.hyper.learningRate === "number") parts[0] += ` ${valueText(settings.hyper.learningRate)}`;
  const differs = (key: keyof LabSettings) => JSON.stringify(settings[key]) !== JSON.stringify(articleSettings[key]);
  if (settings.data === "synthetic") parts.push("synthetic digits");
  if (settings.data === "file") parts.push("your files");
  if (differs("network") || differs("hidden")) parts.push(architectureText(settings));
  if (differs("activation")) parts.push(settings.activation);
  if (differs("init")) parts.push(settings.init);
  if (settings.dropout) parts.push(`dropout ${settings.dropout}`);
  if (differs("loss")) parts.push("squared error");
  if (differs("schedule")) parts.push(settings.schedule);
  if (differs("batchSize")) parts.push(`batch ${settings.batchSize}`);
  if (settings.examples) parts.push(`${settings.examples.toLocaleString("en-US")} digits`);
  if (differs("seed")) parts.push(`seed ${settings.seed}`);
  return parts.join(", ");
}
