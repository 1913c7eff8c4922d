import type {Dataset} from "../../lib/data/dataset.js";
import {dense, type Model, sequential} from "../../lib/nn/index.js";
import {crossEntropy, tensor, valueAndGrad} from "../../lib/tensor/index.js";
import {evaluate, tapeEngine} from "../../lib/train/index.js";
import {worst} from "./autograd.js";
import {type TorchOptions, torchOptimizer} from "./torch-optimizer.js";

interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type Weights = Readonly<Record<"W1" | "b1" | "W2" | "b2", Stored>>;

/** What all records of mlp_training.json share. */
export interface TrainingProblem {
  readonly problem: {readonly layers: readonly [number, number, number]; readonly batch_size: number};
  readonly X: Stored;
  readonly labels: readonly number[];
  readonly batches: readonly (readonly number[])[];
  readonly init: Weights;
}

/** One record of mlp_training.json: 40 steps of training. */
export interface TrainingRecord {
  readonly id: string;
  readonly dtype: "float32" | "float64";
  readonly activation: string;
  readonly optimizer: string;
  readonly options: TorchOptions;
  readonly tol: number;
  readonly losses: readonly number[];
  readonly grads_step0: Weights;
  readonly weights_after_step1: Weights;
  readonly final_weights: Weights;
  readonly final_loss: number;
  readonly final_accuracy: number;
}

const flat = (w: Weights) => [w.W1, w.b1, w.W2, w.b2].flatMap((t) => t.data);

/** The largest error of anything that a record holds, after training as it says. */
export function trainingError({problem, X, labels, batches, init}: TrainingProblem, record: TrainingRecord): number {
  const [inputs, hidden, outputs] = problem.layers;
  const layers = [dense(inputs, hidden, {activation: record.activation as "tanh"}), dense(hidden, outputs)];
  const model = sequential(layers, {dtype: record.dtype});
  model.parameters.set(flat(init));
  const data: Dataset = {
    inputs: Float64Array.from(X.data),
    labels: Uint8Array.from(labels),
    count: labels.length,
    shape: [inputs],
    scale: 1,
    classes: outputs,
    source: "file"
  };
  const {rule, settings} = torchOptimizer(record.optimizer, record.options);
  const engine = tapeEngine({
    model,
    data,
    loss: "crossEntropy",
    rule,
    settings,
    batchSize: Math.max(...batches.map((b) => b.length)),
    seed: 1
  });
  const errors = [worst(gradientOf(model, data, batches[0]), flat(record.grads_step0))];
  const losses = batches.map((batch, k) => {
    const loss = engine.step(Uint32Array.from(batch), settings);
    if (k === 0) errors.push(worst(model.parameters, flat(record.weights_after_step1)));
    return loss;
  });
  const {loss, accuracy} = evaluate(model, data);
  errors.push(
    worst(losses, record.losses),
    worst(model.parameters, flat(record.final_weights)),
    worst([loss], [record.final_loss]),
    worst([accuracy], [record.final_accuracy])
  );
  return Math.max(...errors);
}

/** The gradient of a batch's loss, parameter by parameter. */
function gradientOf(model: Model, data: Dataset, batch: readonly number[]): number[] {
  const [width] = data.shape;
  const rows = batch.flatMap((i) => Array.from(data.inputs.subarray(i * width, (i + 1) * width)));
  const x = tensor(rows, {shape: [batch.length, width], dtype: model.dtype});
  const labels = batch.map((i) => data.labels[i]);
  const {gradients} = valueAndGrad((...weights) => crossEntropy(model.forward(x, weights, {logits: true}), labels))(
    ...model.weights()
  );
  return gradients.flatMap((g) => Array.from(g.data));
}
