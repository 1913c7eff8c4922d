export type {Engine, EngineFactory, EngineSetup} from "./engine.js";
export {type EvaluateOptions, type Evaluation, evaluate} from "./evaluate.js";
export {fastEngine, fastEngineAt} from "./fast-engine.js";
export {type FitEvent, type FitOptions, fit, type Run} from "./fit.js";
export type {LossName} from "./loss.js";
export type {Memory} from "./memory.js";
export {createPredictor, type Predictor} from "./predictor.js";
export {tapeEngine} from "./tape-engine.js";
