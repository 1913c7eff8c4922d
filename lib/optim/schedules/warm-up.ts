import {steps} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {steps: number; from: number; to: number};

const share = (label: string, tex: string, value: number) =>
  ({
    label,
    tex,
    default: value,
    range: [0, 1],
    scale: "linear",
    description: `${label} of the rate that was set.`
  }) as const;

/**
 * Linear warm-up: αₖ = α₀·(a + (b − a)·min(k, n)/n), and α₀·b from then on. With a > b it goes down. PyTorch: `LinearLR`.
 * Source: Goyal et al. (2017), section 2.2.
 */
export const warmUpRule: ScheduleRule<Settings> = {
  name: "warmUp",
  label: "Linear warm-up",
  hyperparameters: {
    steps: steps("Steps", "n", 5, "How many steps the way takes."),
    from: share("First share", "a", 1 / 3),
    to: share("Last share", "b", 1)
  },
  tex: [
    String.raw`\term{rate}{\alpha_k} = \term{learningRate}{\alpha_0}\left(\term{from}{a} + (\term{to}{b} - \term{from}{a})\,\frac{\min(k, \term{steps}{n})}{\term{steps}{n}}\right)`
  ],
  about: "Starts with a small rate and raises it evenly, while the first gradients are still wild.",
  source: {
    authors: "Priya Goyal et al.",
    year: 2017,
    title: "Accurate, large minibatch SGD: training ImageNet in 1 hour",
    url: "https://arxiv.org/abs/1706.02677",
    where: "section 2.2"
  },
  start: ({steps, from, to}) => ({rate: (k, base) => base * (from + ((to - from) * Math.min(k, steps)) / steps)})
};

export const warmUp = scheduleFactory(warmUpRule);
