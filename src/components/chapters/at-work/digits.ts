import {dense} from "../../../lib/nn/layers/dense.js";
import {type Model, sequential} from "../../../lib/nn/sequential.js";

/** How the digits of the chapter are learned. */
export const TRAIN = 1200;
export const TEST = 300;
export const BATCH = 30;
export const EPOCHS = 8;
export const LEARNING_RATE = 0.1;

/** Softmax regression: one weight for each pixel and digit, started at zero. */
export const digitModel = (): Model => sequential([dense(784, 10, {init: "zeros"})]);
