import {spread} from "../components/chapters/stochastic/noise.js";
import {bestFit, count, gradientsPerExample, penguinLoss} from "../components/chapters/stochastic/penguin-loss.js";
import {stochasticRun} from "../components/chapters/stochastic/stochastic-run.js";
import {grouped, show} from "../components/format.js";
import {dense, sequential} from "../lib/nn/index.js";
import {hessianAt} from "../lib/surfaces/index.js";

const LAB_BATCH = 32;
const lab = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)]);
/** Sums and activations of the hidden layer, and the scores: what the lab's network keeps of one image. */
const activations = lab.layout
  .filter(({shape}) => shape.length === 1)
  .reduce((kept, {size}, layer) => kept + (layer === 0 ? 2 : 1) * size, 0);

const best = bestFit();
/** Both curvatures of the penguins' loss are equal, so its excess is ½λ times the squared distance, exactly. */
const lambda = hessianAt(penguinLoss, ...best)[0];

/** Mean excess of single-penguin descent over the last epochs of a run that starts at the minimum. */
function measured(learningRate: number, epochs: number, averaged: number): number {
  const tail = [...stochasticRun({batchSize: 1, learningRate, epochs, start: best})].slice(-averaged * count);
  return (
    tail.reduce((sum, {theta}) => sum + 0.5 * lambda * ((theta[0] - best[0]) ** 2 + (theta[1] - best[1]) ** 2), 0) /
    tail.length
  );
}

/** Numbers of the chapter on stochastic descent: long runs on the penguins, and what theory says of them. */
export function numbers(): Record<string, string> {
  const passes = 3;
  const {sigma} = spread(gradientsPerExample(...best));
  const predicted = (alpha: number) => (0.5 * alpha * sigma ** 2) / (2 - alpha * lambda);
  return {
    count: String(count),
    labBatch: String(LAB_BATCH),
    kept: grouped(LAB_BATCH * activations),
    keptAll: grouped(60_000 * activations),
    fullSteps: String(passes),
    oneSteps: (passes * count).toLocaleString("en-US"),
    predictedExcess: show(predicted(0.05), 2),
    measuredExcess: show(measured(0.05, 40, 30), 2),
    smallPredicted: show(predicted(0.002), 2),
    smallMeasured: show(measured(0.002, 60, 50), 2)
  };
}
