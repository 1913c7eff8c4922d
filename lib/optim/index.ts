export {adam} from "./adam.js";
export {gradientDescent} from "./gradient-descent.js";
export {momentum} from "./momentum.js";
export {optimizer, rules, texOf} from "./registry.js";
export type {Citation, Floats, Hyperparameter, Objective, Optimizer, Quantity, Rule, Settings, State} from "./rule.js";
export {settingsOf} from "./settings.js";
export {withWeightDecay} from "./weight-decay.js";
