import {
  cosine,
  cosineRestarts,
  courseOf,
  exponential,
  multiStep,
  oneCycle,
  reduceOnPlateau,
  type Schedule,
  step,
  warmUp
} from "../../lib/optim/schedules/index.js";

/** One record of schedules.json: the learning rate of each step. */
export interface ScheduleRecord {
  readonly id: string;
  readonly scheduler: string;
  readonly base_lr: number | null;
  readonly options: TorchScheduleOptions;
  readonly metrics?: readonly number[] | null;
  readonly lrs: readonly number[];
  readonly final_lr: number | null;
  readonly momenta?: readonly number[] | null;
}

/** PyTorch's options; each scheduler has some. */
interface TorchScheduleOptions {
  readonly step_size: number;
  readonly gamma: number;
  readonly milestones: readonly number[];
  readonly T_max: number;
  readonly T_0: number;
  readonly T_mult: number;
  readonly eta_min: number;
  readonly start_factor: number;
  readonly end_factor: number;
  readonly total_iters: number;
  readonly max_lr: number;
  readonly total_steps: number;
  readonly pct_start: number;
  readonly anneal_strategy: string;
  readonly cycle_momentum: boolean;
  readonly base_momentum: number;
  readonly max_momentum: number;
  readonly div_factor: number;
  readonly final_div_factor: number;
  readonly three_phase: boolean;
  readonly mode: string;
  readonly factor: number;
  readonly patience: number;
  readonly threshold: number;
  readonly threshold_mode: string;
  readonly cooldown: number;
  readonly min_lr: number;
  readonly eps: number;
}

const makers: Readonly<Record<string, (o: TorchScheduleOptions) => Schedule>> = {
  StepLR: (o) => step({every: o.step_size, factor: o.gamma}),
  MultiStepLR: (o) => multiStep({milestones: o.milestones, factor: o.gamma}),
  ExponentialLR: (o) => exponential({factor: o.gamma}),
  CosineAnnealingLR: (o) => cosine({steps: o.T_max, minimum: o.eta_min}),
  CosineAnnealingWarmRestarts: (o) => cosineRestarts({period: o.T_0, growth: o.T_mult, minimum: o.eta_min}),
  LinearLR: (o) => warmUp({steps: o.total_iters, from: o.start_factor, to: o.end_factor}),
  OneCycleLR: (o) =>
    oneCycle({
      steps: o.total_steps,
      rise: o.pct_start,
      startDivisor: o.div_factor,
      endDivisor: o.final_div_factor,
      shape: o.anneal_strategy === "cos" ? "cosine" : "linear",
      threePhase: o.three_phase,
      cycleMomentum: o.cycle_momentum,
      lowestMomentum: o.base_momentum,
      highestMomentum: o.max_momentum
    }),
  ReduceLROnPlateau: (o) =>
    reduceOnPlateau({
      mode: o.mode,
      factor: o.factor,
      patience: o.patience,
      threshold: o.threshold,
      thresholdMode: o.threshold_mode === "rel" ? "relative" : "absolute",
      cooldown: o.cooldown,
      minimum: o.min_lr,
      epsilon: o.eps
    })
};

/** PyTorch's scheduler in the library's words. Throws for a name that is not known. */
export function torchSchedule(name: string, options: TorchScheduleOptions): Schedule {
  if (!Object.hasOwn(makers, name))
    throw new Error(`golden: unknown scheduler: ${name}; expected one of ${Object.keys(makers).join(", ")}`);
  return makers[name](options);
}

/** The largest error of a record's rates, relative to its largest rate, and of its momenta. */
export function scheduleError({scheduler, options, base_lr, lrs, final_lr, metrics, momenta}: ScheduleRecord): number {
  const course = courseOf(torchSchedule(scheduler, options));
  // PyTorch's one cycle is told its peak; ours takes the rate that was set for it.
  const base = base_lr ?? options.max_lr;
  const wanted = final_lr === null ? lrs : [...lrs, final_lr];
  const largest = Math.max(...wanted);
  let error = 0;
  wanted.forEach((want, k) => {
    error = Math.max(error, Math.abs(course.rate(k, base) - want) / largest);
    if (momenta && k < momenta.length) error = Math.max(error, Math.abs((course.momentum?.(k) ?? NaN) - momenta[k]));
    if (metrics && k < metrics.length) course.observe?.(metrics[k], base);
  });
  return Number.isNaN(error) ? Infinity : error;
}
