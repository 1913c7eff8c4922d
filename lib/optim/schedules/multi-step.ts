import {factor} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {milestones: readonly number[]; factor: number};

/** Steps at milestones: αₖ = α₀·γ^(number of milestones ≤ k); one given twice counts twice. PyTorch: `MultiStepLR`. */
export const multiStepRule: ScheduleRule<Settings> = {
  name: "multiStep",
  label: "Steps at milestones",
  hyperparameters: {
    milestones: {
      label: "Milestones",
      tex: "M",
      default: [30, 80],
      description: "The steps at which the rate is cut."
    },
    factor: factor(0.1, "What multiplies the rate then.")
  },
  tex: [
    String.raw`\term{rate}{\alpha_k} = \term{learningRate}{\alpha_0}\,\term{factor}{\gamma}^{\,\#\{m \in \term{milestones}{M}\,:\,m \le k\}}`
  ],
  about: "Cuts the rate by the same factor at the steps that you name.",
  start: ({milestones, factor}) => ({
    rate: (k, base) => base * factor ** milestones.filter((m) => m <= k).length
  })
};

export const multiStep = scheduleFactory(multiStepRule);
