import {blobs, circles, moons, xor} from "../../../lib/data/toy.js";
import {type Activation, dense, type Model, sequential} from "../../../lib/nn/index.js";
import {adam} from "../../../lib/optim/index.js";
import {
  mean,
  mul,
  reshape,
  softplus,
  sub,
  type Tensor,
  tensor,
  valueAndGrad,
  withoutRecording
} from "../../../lib/tensor/index.js";

/** Points in a square of half-width 1.5, with a class, 0 (blue) or 1 (orange). */
export interface Cloud {
  readonly inputs: Float64Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

export type CloudName = "blobs" | "moons" | "xor" | "circles";

const COUNT = 120;

/** Steps of one training, in the figure and for the numbers in the text. */
export const STEPS = 900;
const makers = {
  blobs: () => blobs(COUNT, {classes: 2, noise: 0.35}),
  moons: () => moons(COUNT, {noise: 0.1}),
  xor: () => xor(COUNT),
  circles: () => circles(COUNT, {noise: 0.08})
} as const;

/** A toy data set, moved and scaled so that its points lie within 1.25 of the middle. */
export function cloud(name: CloudName): Cloud {
  const {inputs, labels, count} = makers[name]();
  const moved = Float64Array.from(inputs);
  for (const axis of [0, 1]) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = axis; i < moved.length; i += 2) [low, high] = [Math.min(low, moved[i]), Math.max(high, moved[i])];
    for (let i = axis; i < moved.length; i += 2) moved[i] = (2.5 * (moved[i] - low)) / (high - low) - 1.25;
  }
  return {inputs: moved, labels, count};
}

/** Two inputs, a hidden layer, and one output: a score z, positive for class 0, and σ(z) is its probability. */
export function tinyNetwork(hidden: number, activation: Activation, seed = 1): Model {
  return sequential([dense(2, hidden, {activation}), dense(hidden, 1)], {seed, dtype: "float64"});
}

/** What every hidden neuron gives at points [x₀, y₀, x₁, y₁, …], and the score. */
export function respond(model: Model, inputs: Float64Array): {hidden: Float64Array; score: Float64Array} {
  return withoutRecording(() => {
    let hidden: Float64Array = new Float64Array();
    const x = tensor(inputs, {shape: [inputs.length / 2, 2]});
    const z = model.forward(x, model.weights(), {
      visit(layer, output) {
        if (layer === 0) hidden = Float64Array.from(output.data);
      }
    });
    return {hidden, score: Float64Array.from(z.data)};
  });
}

/** Mean of −ln of the probability of the right class, from scores: ln(1 + eᶻ) − y·z, with y = 1 for class 0. */
function lossOf(z: Tensor, y: Tensor): Tensor {
  return mean(sub(softplus(z), mul(y, z)));
}

const wanted = (labels: Uint8Array): Tensor => tensor(Float64Array.from(labels, (label) => 1 - label));

/** Loss and share of right answers of a network on a cloud. */
export function judge(model: Model, {inputs, labels, count}: Cloud): {loss: number; accuracy: number} {
  const {score} = respond(model, inputs);
  let right = 0;
  for (let i = 0; i < count; ++i) if (score[i] > 0 === (labels[i] === 0)) right++;
  const loss = withoutRecording(() => lossOf(tensor(score), wanted(labels))).item();
  return {loss, accuracy: right / count};
}

/** Trains a network on a whole cloud, one step a call, by Adam. Returns the loss before the step. */
export function trainer(model: Model, {inputs, labels, count}: Cloud, learningRate = 0.05): () => number {
  const {rule, settings} = adam({learningRate});
  const theta = model.parameters;
  const state = rule.init(theta.length, settings, theta);
  const x = tensor(inputs, {shape: [count, 2]});
  const y = wanted(labels);
  const gradient = new Float64Array(theta.length);
  return () => {
    const {value, gradients} = valueAndGrad((...weights: Tensor[]) =>
      lossOf(reshape(model.forward(x, weights), [count]), y)
    )(...model.weights());
    model.layout.forEach(({offset}, i) => {
      gradient.set(gradients[i].data, offset);
    });
    const delta = rule.update(gradient, state, settings, theta);
    for (let i = 0; i < theta.length; ++i) theta[i] += delta[i];
    return value.item();
  };
}

/** Shares of right answers after training from several random starts. */
export function accuracies(
  name: CloudName,
  hidden: number,
  activation: Activation,
  {seeds = 4, steps = STEPS}: {seeds?: number; steps?: number} = {}
): number[] {
  const data = cloud(name);
  return Array.from({length: seeds}, (_, i) => {
    const model = tinyNetwork(hidden, activation, i + 1);
    const step = trainer(model, data);
    for (let k = 0; k < steps; ++k) step();
    return judge(model, data).accuracy;
  });
}
