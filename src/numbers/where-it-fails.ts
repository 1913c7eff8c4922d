import {
  type DeepOptions,
  deepNetwork,
  LEARNING_RATE,
  trainDeep
} from "../components/chapters/where-it-fails/deep-network.js";
import {escapeFrom, saddleTime} from "../components/chapters/where-it-fails/escape.js";
import {landscapes} from "../components/chapters/where-it-fails/landscapes.js";
import {show} from "../components/format.js";
import {gradientDescent} from "../lib/optim/index.js";
import {grad, sigmoid, tensor} from "../lib/tensor/index.js";

const [saddle, plateau, crossEntropy] = landscapes;

/** The step at which plain gradient descent is free, at the figure's learning rate. */
function wait(landscape: (typeof landscapes)[number], distance: number): string {
  const optimizer = gradientDescent({learningRate: landscape.surface.learningRate});
  const {step} = escapeFrom(landscape, optimizer, {distance, steps: 9000});
  if (step === undefined) throw new Error(`numbers: missing escape: ${landscape.id} from ${distance}`);
  return step.toLocaleString("en-GB");
}

/** The first layer's gradient before training. */
const firstGradient = (options: DeepOptions) =>
  trainDeep(deepNetwork(options), gradientDescent({learningRate: LEARNING_RATE})).next().value?.gradient as number[];

export function numbers(): Record<string, string> {
  const slope = grad((x) => sigmoid(x))(tensor(0)).item();
  const sigmoidLayers = firstGradient({depth: 12, activation: "sigmoid", init: "glorotUniform"});
  const learningRate = saddle.surface.learningRate;
  return {
    saddleNear: wait(saddle, 1e-3),
    saddleNearer: wait(saddle, 1e-6),
    saddleMore: String(Math.round(saddleTime(1e-6, {learningRate}) - saddleTime(1e-3, {learningRate}))),
    plateauFour: wait(plateau, 4),
    plateauSix: wait(plateau, 6),
    plateauEight: wait(plateau, 8),
    noPlateau: wait(crossEntropy, 8),
    slope: show(slope),
    slopeTwelve: show(slope ** 12, 1),
    sigmoidFirst: show(sigmoidLayers[0], 1),
    sigmoidRatio: show((sigmoidLayers.at(-1) ?? Number.NaN) / sigmoidLayers[0], 1),
    sigmoidLast: show(sigmoidLayers.at(-1) ?? Number.NaN, 1),
    signs: show(0.5 ** 50, 1)
  };
}
