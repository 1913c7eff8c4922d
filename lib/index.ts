/** The library's public list. Where an op and a layer share a name, the layer has it; the op is `ops.conv2d`. */
export * as data from "./data/index.js";
export {bestLevel, type Level, levels, supports} from "./kernels/index.js";
export * from "./nn/index.js";
export {conv2d, layerNorm, maxPool2d} from "./nn/index.js";
export * from "./optim/index.js";
export * from "./rng.js";
// Not in the list of surfaces: a page that draws one would load the kernels for it.
export * from "./surfaces/fast/index.js";
export * from "./surfaces/index.js";
export * from "./surfaces/noise.js";
export type {Floats} from "./tensor/index.js";
export * from "./tensor/index.js";
export * as ops from "./tensor/index.js";
export * from "./train/index.js";
