import {deepNetwork, LEARNING_RATE, trainDeep} from "../components/chapters/where-it-fails/deep-network.js";
import {show} from "../components/format.js";
import {dense, sequential} from "../lib/nn/index.js";
import {gradientDescent} from "../lib/optim/index.js";

export function numbers(): Record<string, string> {
  const weights = sequential([dense(784, 128), dense(128, 10)]).parameters.length;
  const deep = deepNetwork({depth: 12, activation: "sigmoid", init: "glorotUniform"});
  const {gradient} = trainDeep(deep, gradientDescent({learningRate: LEARNING_RATE})).next().value ?? {
    gradient: [Number.NaN]
  };
  return {
    steps: show(60_000 / 100),
    weights: weights.toLocaleString("en-GB"),
    hessian: show(weights ** 2, 1),
    first: show(gradient[0], 1),
    last: show(gradient.at(-1) ?? Number.NaN, 1)
  };
}
