import type {Citation, Hyperparameter, Settings} from "../rule.js";
import {settingsOf} from "../settings.js";

export type ScheduleSettings = Record<string, number | boolean | string | null | readonly number[]>;

/** One run of a schedule. Steps count from 0, as updates made so far; `base` is the learning rate that was set. */
export interface Course {
  /** Learning rate of step k. */
  rate(k: number, base: number): number;
  /** Momentum of step k, where the schedule has a say in it. */
  momentum?(k: number): number | undefined;
  /** Tells it how well it goes: the loss that it should lower. What follows from it holds from the next step on. */
  observe?(metric: number, base: number): void;
}

/** A schedule as data and a function: how the learning rate goes from step to step. */
export interface ScheduleRule<H extends ScheduleSettings = ScheduleSettings> {
  /** Key: "cosine". */
  readonly name: string;
  /** Name for people: "Cosine". */
  readonly label: string;
  readonly hyperparameters: {readonly [K in keyof H]: Hyperparameter<ScheduleSettings[string]>};
  /** α of step k, typeset, with marks as in an optimizer's rule; α₀ is the rate that was set. */
  readonly tex: readonly string[];
  /** One sentence on what it does. */
  readonly about: string;
  readonly source?: Citation;
  /** A fresh run. */
  start(h: H): Course;
}

/** A schedule with its settings, as `cosine({steps: 100})` returns it. It holds no state; a run of it may. */
export interface Schedule {
  readonly rule: ScheduleRule;
  readonly settings: ScheduleSettings;
}

/** What a training loop takes: a schedule, or a function of the step (from 1) and the rate that was set. */
export type AnySchedule = Schedule | ((step: number, learningRate: number) => number);

/** Begins a run of whatever was given; without a schedule the rate stays as it was set. */
export function courseOf(schedule: AnySchedule | undefined): Course {
  if (!schedule) return {rate: (_, base) => base};
  if (typeof schedule === "function") return {rate: (k, base) => schedule(k + 1, base)};
  return schedule.rule.start(schedule.settings);
}

/**
 * An optimizer's settings in step k: the scheduled rate, and the scheduled momentum under the name it has there.
 * @throws `schedule: invalid learning rate: …` for one that is negative or not finite
 */
export function scheduledSettings<H extends Settings>(settings: H, course: Course, k: number): H {
  if (typeof settings.learningRate !== "number") return settings;
  const learningRate = course.rate(k, settings.learningRate);
  if (!(learningRate >= 0 && learningRate < Infinity))
    throw new Error(`schedule: invalid learning rate: ${learningRate} in step ${k + 1}; expected 0 ≤ α, finite`);
  const momentum = course.momentum?.(k);
  const name = ["beta", "momentum", "beta1"].find((n) => n in settings);
  return {
    ...settings,
    learningRate,
    ...(momentum !== undefined && name && {[name]: momentum})
  };
}

/** The learning rates of the first `steps` steps, for a figure or a test. */
export function ratesOf(schedule: AnySchedule, {steps, learningRate}: {steps: number; learningRate: number}): number[] {
  const course = courseOf(schedule);
  return Array.from({length: steps}, (_, k) => course.rate(k, learningRate));
}

/** The function that a user calls: `cosine({steps: 100})`. */
export function scheduleFactory<H extends ScheduleSettings>(
  rule: ScheduleRule<H>
): (settings?: Partial<H>) => Schedule {
  return (settings) => ({rule: rule as unknown as ScheduleRule, settings: settingsOf(rule, settings)});
}
