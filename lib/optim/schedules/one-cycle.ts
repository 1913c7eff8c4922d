import {cosineBetween, steps} from "./parameters.js";
import {type ScheduleRule, scheduleFactory} from "./schedule.js";

type Settings = {
  steps: number;
  rise: number;
  startDivisor: number;
  endDivisor: number;
  shape: string;
  threePhase: boolean;
  cycleMomentum: boolean;
  lowestMomentum: number;
  highestMomentum: number;
};

/** Where a phase ends, as a real number of steps, and which values it leads to. */
interface Phase {
  readonly end: number;
  readonly rate: number;
  readonly momentum: number;
}

const divisor = (label: string, tex: string, value: number, description: string) =>
  ({label, tex, default: value, limits: [1, Infinity], range: [1, 1e5], scale: "log", description}) as const;

const momentum = (label: string, tex: string, value: number) =>
  ({
    label,
    tex,
    default: value,
    limits: [0, 1],
    range: [0, 0.9999],
    scale: "oneMinusLog",
    description: `${label}, if momentum cycles.`
  }) as const;

/**
 * One cycle: the rate rises from α₀/d to α₀ while the share p of T steps goes by, and then falls to α₀/(d·e); momentum
 * goes the other way. The rate that you set is the peak. With three phases it falls as far as it rose in as many steps,
 * and then from α₀/d on to the end.
 *
 * Phases end at the real numbers pT − 1 and T − 1 (three: pT − 1, 2pT − 2, T − 1), as PyTorch's `OneCycleLR` has it. Steps
 * past the last keep its rate.
 * Source: Smith and Topin (2018).
 */
export const oneCycleRule: ScheduleRule<Settings> = {
  name: "oneCycle",
  label: "One cycle",
  hyperparameters: {
    steps: steps("Steps", "T", 100, "How many steps the cycle takes: all of them, as a rule."),
    rise: {
      label: "Rising share",
      tex: "p",
      default: 0.3,
      limits: [0, 1],
      range: [0.05, 0.95],
      scale: "linear",
      description: "The share of the steps in which the rate rises."
    },
    startDivisor: divisor("First divisor", "d", 25, "What divides the peak at the start."),
    endDivisor: divisor("Last divisor", "e", 1e4, "What divides the rate of the start at the end."),
    shape: {
      label: "Shape",
      tex: "\\text{shape}",
      default: "cosine",
      choices: ["cosine", "linear"],
      description: "How the rate goes from one value to the next."
    },
    threePhase: {
      label: "Three phases",
      tex: "\\text{three phases}",
      default: false,
      description: "Fall as slowly as it rose, and only then to the end."
    },
    cycleMomentum: {
      label: "Momentum",
      tex: "\\text{momentum}",
      default: true,
      description: "Let momentum fall while the rate rises."
    },
    lowestMomentum: momentum("Lowest momentum", "\\beta_{\\min}", 0.85),
    highestMomentum: momentum("Highest momentum", "\\beta_{\\max}", 0.95)
  },
  tex: [
    String.raw`\frac{\term{learningRate}{\alpha_0}}{\term{startDivisor}{d}} \;\xrightarrow{\ \term{rise}{p}\,\term{steps}{T}\ }\; \term{learningRate}{\alpha_0} \;\xrightarrow{\ (1-\term{rise}{p})\,\term{steps}{T}\ }\; \frac{\term{learningRate}{\alpha_0}}{\term{startDivisor}{d}\,\term{endDivisor}{e}}`
  ],
  about: "Warms up to a high peak and then cools down far below the start, in one go.",
  source: {
    authors: "Leslie N. Smith and Nicholay Topin",
    year: 2018,
    title: "Super-convergence: very fast training of neural networks using large learning rates",
    url: "https://arxiv.org/abs/1708.07120"
  },
  start(h) {
    const {steps, rise, startDivisor, endDivisor, lowestMomentum: low, highestMomentum: high} = h;
    const start: Phase = {end: 0, rate: 1 / startDivisor, momentum: high};
    const end = (at: number, from: Phase): Phase => ({...from, end: at});
    const peak: Phase = {end: rise * steps - 1, rate: 1, momentum: low};
    const last: Phase = {end: steps - 1, rate: 1 / startDivisor / endDivisor, momentum: high};
    const phases = h.threePhase ? [peak, end(2 * rise * steps - 2, start), last] : [peak, last];
    const between = h.shape === "cosine" ? cosineBetween : (a: number, b: number, share: number) => a + (b - a) * share;
    const at = (k: number, value: "rate" | "momentum") => {
      const step = Math.min(k, steps - 1);
      const i = phases.findIndex((phase) => step <= phase.end);
      const from = i ? phases[i - 1] : start;
      const to = phases[i];
      // Where pT = 1 the first phase ends where it begins: the first step has the peak.
      return to.end > from.end ? between(from[value], to[value], (step - from.end) / (to.end - from.end)) : to[value];
    };
    return {
      rate: (k, base) => base * at(k, "rate"),
      ...(h.cycleMomentum && {momentum: (k: number) => at(k, "momentum")})
    };
  }
};

export const oneCycle = scheduleFactory(oneCycleRule);
