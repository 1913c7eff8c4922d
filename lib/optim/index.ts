export {adadelta} from "./adadelta.js";
export {adagrad} from "./adagrad.js";
export {adam} from "./adam.js";
export {adamax} from "./adamax.js";
export {adamw} from "./adamw.js";
export {amsgrad} from "./amsgrad.js";
export {armijo} from "./armijo.js";
export {withAveraging} from "./averaging.js";
export {citations} from "./citations.js";
export {withClippedNorm, withClippedValues} from "./clipping.js";
export {conjugateGradient} from "./conjugate-gradient.js";
export {type CustomRule, custom} from "./custom.js";
export {withDecoupledWeightDecay} from "./decoupled-weight-decay.js";
export {gradientDescent} from "./gradient-descent.js";
export {lbfgs} from "./lbfgs.js";
export {lion} from "./lion.js";
export {momentum} from "./momentum.js";
export {nadam} from "./nadam.js";
export {nesterov} from "./nesterov.js";
export {newton} from "./newton.js";
export {radam} from "./radam.js";
export {lawOf, optimizer, rules, texOf} from "./registry.js";
export {rmsprop} from "./rmsprop.js";
export {rprop} from "./rprop.js";
export type {
  Citation,
  Convention,
  Floats,
  Hyperparameter,
  Objective,
  Optimizer,
  Quantity,
  Rule,
  Settings,
  State
} from "./rule.js";
export * as schedules from "./schedules/index.js";
export type {AnySchedule, Schedule} from "./schedules/schedule.js";
export {settingsOf} from "./settings.js";
export {trustRegion} from "./trust-region.js";
export {withWeightDecay} from "./weight-decay.js";
