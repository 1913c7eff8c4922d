import {factor} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {factor: number};

/** Exponential decay: αₖ = α₀·γᵏ. PyTorch: `ExponentialLR`. */
export const exponentialRule: ScheduleRule<Settings> = {
  name: "exponential",
  label: "Exponential",
  hyperparameters: {factor: {...factor(0.95, "What multiplies the rate after each step."), range: [0.9, 1]}},
  tex: [String.raw`\term{rate}{\alpha_k} = \term{learningRate}{\alpha_0}\,\term{factor}{\gamma}^k`],
  about: "Lowers the rate by the same share after every step.",
  start: ({factor}) => ({rate: (k, base) => base * factor ** k})
};

export const exponential = scheduleFactory(exponentialRule);
