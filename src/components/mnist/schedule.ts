import {schedules} from "../../lib/optim/index.js";

/** How α goes over a run, in the library's schedules, stretched to the length of the run. */
export const lengths = {
  constant: {label: "Constant", of: () => undefined},
  cosine: {label: "Cosine to zero", of: (steps: number) => schedules.cosine({steps})},
  oneCycle: {label: "One cycle", of: (steps: number) => schedules.oneCycle({steps, cycleMomentum: false})},
  warmUp: {
    label: "Warm-up, then constant",
    of: (steps: number) => schedules.warmUp({steps: Math.max(1, Math.round(steps / 20)), from: 0.01})
  },
  multiStep: {
    label: "Tenfold down, twice",
    of: (steps: number) => schedules.multiStep({milestones: [0.6, 0.85].map((s) => Math.round(s * steps)), factor: 0.1})
  },
  exponential: {
    label: "Exponential, to a hundredth",
    of: (steps: number) => schedules.exponential({factor: 0.01 ** (1 / steps)})
  }
} as const;

export type ScheduleName = keyof typeof lengths;

/** α at a step (from 1) of `steps`, given the rate that was set. */
export function scheduled(name: ScheduleName, steps: number): (step: number, learningRate: number) => number {
  const schedule = lengths[name].of(steps);
  if (!schedule) return (_, learningRate) => learningRate;
  const course = schedule.rule.start(schedule.settings);
  return (step, learningRate) => course.rate(step - 1, learningRate);
}
