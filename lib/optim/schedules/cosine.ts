import {cosineBetween, minimum, steps} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {steps: number; minimum: number};

/**
 * Cosine annealing: αₖ = α_min + (α₀ − α_min)·(1 + cos(πk/T))/2.
 *
 * After T steps it rises again, as PyTorch's `CosineAnnealingLR` does; it neither stops nor starts afresh.
 * Source: Loshchilov and Hutter (2017), eq. 5, without restarts.
 */
export const cosineRule: ScheduleRule<Settings> = {
  name: "cosine",
  label: "Cosine",
  hyperparameters: {steps: steps("Steps", "T", 100, "How many steps the way down takes."), minimum},
  tex: [
    String.raw`\term{rate}{\alpha_k} = \term{minimum}{\alpha_{\min}} + \tfrac12\left(\term{learningRate}{\alpha_0} - \term{minimum}{\alpha_{\min}}\right)\left(1 + \cos\frac{\pi k}{\term{steps}{T}}\right)`
  ],
  about: "Goes down along half a cosine: slowly at first, then quickly, then slowly again.",
  source: {
    authors: "Ilya Loshchilov and Frank Hutter",
    year: 2017,
    title: "SGDR: stochastic gradient descent with warm restarts",
    url: "https://arxiv.org/abs/1608.03983",
    where: "eq. 5"
  },
  start: ({steps, minimum}) => ({rate: (k, base) => cosineBetween(base, minimum, k / steps)})
};

export const cosine = scheduleFactory(cosineRule);
