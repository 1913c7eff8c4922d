/** The library's public list. */
export * as data from "./data/index.js";
export {adam, gradientDescent, momentum, type Optimizer, optimizer, type Rule, rules, texOf} from "./optim/index.js";
export * from "./rng.js";
export * from "./surfaces/index.js";
export * from "./tensor/index.js";
