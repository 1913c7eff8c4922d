import {factor, minimum} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {
  factor: number;
  patience: number;
  threshold: number;
  thresholdMode: string;
  cooldown: number;
  minimum: number;
  epsilon: number;
  mode: string;
};

const count = (label: string, value: number, description: string) =>
  ({
    label,
    tex: `\\text{${label.toLowerCase()}}`,
    default: value,
    range: [0, 50],
    integer: true,
    scale: "linear",
    description
  }) as const;

/**
 * Reduce on plateau: α ← max(γ·α, α_min) once the metric has not improved more than `patience` times in a row.
 *
 * Better means m < best·(1 − threshold), or m < best − threshold if that is absolute; mirrored where more is better. After
 * a cut, `cooldown` metrics count as none. A cut of no more than ε is not made. PyTorch: `ReduceLROnPlateau`.
 */
export const reduceOnPlateauRule: ScheduleRule<Settings> = {
  name: "reduceOnPlateau",
  label: "Reduce on plateau",
  hyperparameters: {
    factor: factor(0.1, "What multiplies the rate on a plateau."),
    patience: count("Patience", 10, "How many times in a row the metric may fail to improve."),
    threshold: {
      label: "Threshold",
      tex: "\\delta",
      default: 1e-4,
      range: [1e-6, 0.1],
      scale: "log",
      description: "How much better counts as better."
    },
    thresholdMode: {
      label: "Threshold is",
      tex: "\\text{threshold}",
      default: "relative",
      choices: ["relative", "absolute"],
      description: "Whether the threshold is a share of the best metric or a difference from it."
    },
    cooldown: count("Cooldown", 0, "How many metrics after a cut do not count."),
    minimum,
    epsilon: {
      label: "Smallest cut",
      tex: "\\varepsilon",
      default: 1e-8,
      range: [1e-12, 1e-2],
      scale: "log",
      description: "A cut that is no larger is not made."
    },
    mode: {
      label: "Better is",
      tex: "\\text{better}",
      default: "min",
      choices: ["min", "max"],
      description: "Whether the metric should become smaller (a loss) or larger (an accuracy)."
    }
  },
  tex: [
    String.raw`\term{rate}{\alpha} \leftarrow \max\left(\term{factor}{\gamma}\,\term{rate}{\alpha},\ \term{minimum}{\alpha_{\min}}\right) \text{ after more than patience metrics that were no better}`
  ],
  about: "Waits until the loss stops falling, and then cuts the rate.",
  start({factor, patience, threshold, thresholdMode, cooldown, minimum, epsilon, mode}) {
    const sign = mode === "min" ? 1 : -1;
    let best = sign * Infinity;
    let bad = 0;
    let rest = 0;
    // Relative to the rate that was set, so that a reader may still change that one.
    let scale = 1;
    const better = (metric: number) => {
      if (!Number.isFinite(best)) return Number.isFinite(metric);
      const bound = thresholdMode === "relative" ? best * (1 - sign * threshold) : best - sign * threshold;
      return sign * metric < sign * bound;
    };
    return {
      rate: (_, base) => base * scale,
      observe(metric, base) {
        if (better(metric)) {
          best = metric;
          bad = 0;
        } else bad += 1;
        if (rest > 0) {
          rest -= 1;
          bad = 0;
        }
        if (bad <= patience) return;
        const reduced = Math.max(base * scale * factor, minimum);
        if (base * scale - reduced > epsilon) scale = reduced / base;
        rest = cooldown;
        bad = 0;
      }
    };
  }
};

export const reduceOnPlateau = scheduleFactory(reduceOnPlateauRule);
