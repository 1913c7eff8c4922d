// TensorFlow.js itself loads what `toTensorFlow` writes, and must give the same numbers: `npm run tensorflow`. Exits with
// 1 where a model differs. Apart from the tests so that a normal install does not pull TensorFlow.js in.

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import {loadLayersModel} from "@tensorflow/tfjs-layers";
import {
  batchNorm,
  conv2d,
  createRng,
  dense,
  dropout,
  flatten,
  layerNorm,
  maxPool2d,
  sequential,
  toTensorFlow
} from "../lib/index.js";

const image = {inputShape: [2, 9, 8]};
const activations = ["linear", "relu", "leakyRelu", "tanh", "sigmoid", "softplus", "geluErf", "softmax"];
const models = {
  "the article's network": () => sequential([dense(784, 128, {activation: "relu"}), dropout(0.2), dense(128, 10)]),
  ...Object.fromEntries(activations.map((a) => [`dense, ${a}`, () => sequential([dense(7, 5, {activation: a})])])),
  "dense without bias": () => sequential([dense(7, 5, {bias: false})]),
  "layer norm of units": () => sequential([dense(7, 6), layerNorm(6, {epsilon: 1e-3}), dense(6, 2)]),
  "batch norm of units": () => sequential([dense(7, 6), batchNorm(6), dense(6, 2)]),
  convolutional: () =>
    sequential(
      [
        conv2d(2, 4, [3, 2], {activation: "relu", padding: [1, 2], stride: [2, 1]}),
        batchNorm(4, {epsilon: 1e-3}),
        maxPool2d([2, 3], {stride: 2}),
        conv2d(4, 3, 2, {activation: "leakyRelu"}),
        flatten(),
        dense(12, 10, {activation: "softmax"})
      ],
      image
    ),
  "batch norm of images": () => sequential([batchNorm(2), conv2d(2, 3, 2), flatten()], image),
  "layer norm of images": () => sequential([conv2d(2, 3, 2), layerNorm([3, 8, 7]), flatten(), dense(168, 4)], image),
  float64: () => sequential([dense(7, 5, {activation: "tanh"}), dense(5, 3)], {dtype: "float64"})
};

await tf.setBackend("cpu");
const rng = createRng(7);
let failed = 0;
for (const [name, build] of Object.entries(models)) {
  const model = build();
  // Biases, scales and statistics that are not the 0 and 1 of a fresh model.
  for (let i = 0; i < model.parameters.length; ++i) model.parameters[i] += 0.2 * rng.normal();
  for (let i = 0; i < model.buffers.length; ++i) model.buffers[i] += 0.5 * rng.uniform();
  const size = model.inputShape.reduce((a, b) => a * b);
  const inputs = Float32Array.from({length: 5 * size}, () => rng.normal());
  const files = toTensorFlow(model);
  const {modelTopology, weightsManifest} = JSON.parse(files["model.json"]);
  const loaded = await loadLayersModel({
    load: async () => ({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: files["weights.bin"].buffer
    })
  });
  const theirs = await loaded.predict(tf.tensor(inputs, [5, ...model.inputShape])).data();
  const ours = model.predict(inputs).data;
  const error = ours.reduce((e, v, i) => Math.max(e, Math.abs(v - theirs[i]) / Math.max(1, Math.abs(v))), 0);
  const fine = ours.length === theirs.length && error < 1e-5;
  if (!fine) ++failed;
  console.log(`${fine ? "ok  " : "FAIL"} ${name}: ${ours.length} outputs, worst error ${error.toExponential(1)}`);
}
console.log(`${Object.keys(models).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
