export * from "./descend.js";
export * from "./evaluate.js";
export * from "./formula/index.js";
export {leastSquaresLoss, lineMeasurements, type Measurement} from "./least-squares.js";
export {type Example, neuronExamples, neuronLoss} from "./neuron.js";
export {ravineOf} from "./ravine.js";
export {surface, surfaces} from "./registry.js";
export type {Critical, Surface} from "./surface.js";
