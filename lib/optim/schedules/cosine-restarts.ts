import {cosineRule} from "./cosine.js";
import {cosineBetween, minimum, steps} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {period: number; growth: number; minimum: number};

/**
 * Cosine annealing with warm restarts: αₖ = α_min + (α₀ − α_min)·(1 + cos(π·t/T))/2, where t counts from the last
 * restart; periods last T₀, T₀·c, T₀·c², … steps. PyTorch: `CosineAnnealingWarmRestarts`.
 * Source: Loshchilov and Hutter (2017), eq. 5.
 */
export const cosineRestartsRule: ScheduleRule<Settings> = {
  name: "cosineRestarts",
  label: "Cosine with restarts",
  hyperparameters: {
    period: steps("First period", "T_0", 10, "How many steps the first way down takes."),
    growth: {
      label: "Growth",
      tex: "c",
      default: 1,
      limits: [1, Infinity],
      range: [1, 4],
      integer: true,
      scale: "linear",
      description: "How many times as long each period is as the one before."
    },
    minimum
  },
  tex: [
    String.raw`\term{rate}{\alpha_k} = \term{minimum}{\alpha_{\min}} + \tfrac12\left(\term{learningRate}{\alpha_0} - \term{minimum}{\alpha_{\min}}\right)\left(1 + \cos\frac{\pi t}{T_i}\right),\quad T_i = \term{period}{T_0}\,\term{growth}{c}^i`
  ],
  about: "Goes down along half a cosine, jumps back up, and goes down again, each time taking longer.",
  source: cosineRule.source,
  start: ({period, growth, minimum}) => ({
    rate(k, base) {
      if (growth === 1) return cosineBetween(base, minimum, (k % period) / period);
      let since = k;
      let length = period;
      while (since >= length) {
        since -= length;
        length *= growth;
      }
      return cosineBetween(base, minimum, since / length);
    }
  })
};

export const cosineRestarts = scheduleFactory(cosineRestartsRule);
