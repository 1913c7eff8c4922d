import {factor, steps} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {every: number; factor: number};

/** Steps: αₖ = α₀·γ^⌊k/s⌋. PyTorch: `StepLR`. */
export const stepRule: ScheduleRule<Settings> = {
  name: "step",
  label: "Steps",
  hyperparameters: {
    every: steps("Every", "s", 30, "How many steps a rate lasts."),
    factor: factor(0.1, "What multiplies the rate then.")
  },
  tex: [
    String.raw`\term{rate}{\alpha_k} = \term{learningRate}{\alpha_0}\,\term{factor}{\gamma}^{\lfloor k/\term{every}{s} \rfloor}`
  ],
  about: "Cuts the rate by the same factor at even distances.",
  start: ({every, factor}) => ({rate: (k, base) => base * factor ** Math.floor(k / every)})
};

export const step = scheduleFactory(stepRule);
