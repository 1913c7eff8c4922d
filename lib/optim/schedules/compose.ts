import {type AnySchedule, type Course, courseOf, type Schedule, type ScheduleRule} from "./schedule.js";

/**
 * One schedule after the other: the first until step `milestones[0]`, the next from there on, and so on; each counts from
 * 0 when its turn comes. Throws unless there is one milestone fewer than schedules, and each is larger than the one before.
 */
export function sequence(schedules: readonly AnySchedule[], milestones: readonly number[]): Schedule {
  if (schedules.length !== milestones.length + 1)
    throw new Error(
      `sequence: mismatched lengths: ${schedules.length} schedules and ${milestones.length} milestones; expected one milestone fewer`
    );
  milestones.forEach((m, i) => {
    if (!Number.isInteger(m) || m <= (milestones[i - 1] ?? 0))
      throw new Error(
        `sequence: invalid milestones: ${milestones.join(", ")}; expected whole numbers that rise from 1`
      );
  });
  return composite("sequence", "One after the other", "Follows one schedule after the other.", () => {
    const courses = schedules.map(courseOf);
    const turn = (k: number) => milestones.filter((m) => m <= k).length;
    const since = (k: number) => k - (milestones[turn(k) - 1] ?? 0);
    let latest = 0;
    return {
      rate(k, base) {
        latest = k;
        return courses[turn(k)].rate(since(k), base);
      },
      momentum: (k) => courses[turn(k)].momentum?.(since(k)),
      // Only the one whose turn it is hears how it goes.
      observe: (metric, base) => courses[turn(latest)].observe?.(metric, base)
    };
  });
}

/**
 * Schedules on top of each other: each takes the rate of the one before as the rate that was set. A warm-up and a decay
 * that both scale the rate thus multiply.
 */
export function compose(...schedules: readonly AnySchedule[]): Schedule {
  if (!schedules.length) throw new Error("compose: missing schedules; expected at least one");
  return composite("compose", "On top of each other", "Applies one schedule to the rate of another.", () => {
    const courses = schedules.map(courseOf);
    let latest = 0;
    return {
      rate(k, base) {
        latest = k;
        return courses.reduce((rate, course) => course.rate(k, rate), base);
      },
      momentum: (k) => courses.findLast((course) => course.momentum)?.momentum?.(k),
      observe(metric, base) {
        courses.reduce((rate, course) => {
          course.observe?.(metric, rate);
          return course.rate(latest, rate);
        }, base);
      }
    };
  });
}

function composite(name: string, label: string, about: string, start: () => Course): Schedule {
  const rule: ScheduleRule = {name, label, hyperparameters: {}, tex: [], about, start};
  return {rule, settings: {}};
}
