export {compose, sequence} from "./compose.js";
export {cosine} from "./cosine.js";
export {cosineRestarts} from "./cosine-restarts.js";
export {exponential} from "./exponential.js";
export {multiStep} from "./multi-step.js";
export {oneCycle} from "./one-cycle.js";
export {reduceOnPlateau} from "./reduce-on-plateau.js";
export {rules, schedule} from "./registry.js";
export {
  type AnySchedule,
  type Course,
  courseOf,
  ratesOf,
  type Schedule,
  type ScheduleRule,
  type ScheduleSettings,
  scheduledSettings
} from "./schedule.js";
export {step} from "./step.js";
export {warmUp} from "./warm-up.js";
