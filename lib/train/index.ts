export type {Engine, EngineFactory, EngineSetup} from "./engine.js";
export {type Evaluation, evaluate} from "./evaluate.js";
export {type FitEvent, type FitOptions, fit, type Run} from "./fit.js";
export type {LossName} from "./loss.js";
export {tapeEngine} from "./tape-engine.js";
