import type {Dataset} from "../../../lib/data/dataset.js";
import {moons} from "../../../lib/data/toy.js";
import {dense} from "../../../lib/nn/layers/dense.js";
import {type Model, sequential} from "../../../lib/nn/sequential.js";

/** The points that the chapter's network learns: 400, in two moons. */
export const moonData = (): Dataset => moons(400, {noise: 0.15});

/** The chapter's network: 2, 16 and 2 units, in float64. */
export const moonNetwork = (seed: number): Model =>
  sequential([dense(2, 16, {activation: "tanh"}), dense(16, 2)], {seed, dtype: "float64"});
