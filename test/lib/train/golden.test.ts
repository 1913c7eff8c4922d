import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import type {Dataset} from "../../../lib/data/dataset.js";
import {dense, sequential} from "../../../lib/nn/index.js";
import {evaluate, tapeEngine} from "../../../lib/train/index.js";
import {type TorchOptions, torchOptimizer} from "../../../tools/golden/torch-optimizer.js";

interface Stored {
  data: number[];
}
type Weights = Record<"W1" | "b1" | "W2" | "b2", Stored>;
interface GoldenRecord {
  id: string;
  dtype: "float32" | "float64";
  activation: "tanh" | "relu";
  optimizer: string;
  options: TorchOptions;
  tol: number;
  losses: number[];
  weights_after_step1: Weights;
  final_weights: Weights;
  final_loss: number;
  final_accuracy: number;
}
const golden = JSON.parse(readFileSync(new URL("../../golden/mlp_training.json", import.meta.url), "utf8")) as {
  X: Stored;
  labels: number[];
  batches: number[][];
  init: Weights;
  records: GoldenRecord[];
};

const flat = (w: Weights) => [w.W1, w.b1, w.W2, w.b2].flatMap((t) => t.data);
const worst = (a: ArrayLike<number>, b: number[]) =>
  b.reduce((e, v, i) => Math.max(e, Math.abs(a[i] - v) / Math.max(1, Math.abs(v))), 0);

test.each(golden.records.map((r) => [r.id, r] as const))("%s trains as PyTorch does", (_, record) => {
  const model = sequential([dense(8, 16, {activation: record.activation}), dense(16, 3)], {dtype: record.dtype});
  model.parameters.set(flat(golden.init));
  const data: Dataset = {
    inputs: Float64Array.from(golden.X.data),
    labels: Uint8Array.from(golden.labels),
    count: 64,
    shape: [8],
    scale: 1,
    classes: 3,
    source: "file"
  };
  const {rule, settings} = torchOptimizer(record.optimizer, record.options);
  const engine = tapeEngine({model, data, loss: "crossEntropy", rule, settings, batchSize: 16, seed: 1});
  const losses = golden.batches.map((batch, k) => {
    const loss = engine.step(Uint32Array.from(batch), settings);
    if (k === 0) expect(worst(model.parameters, flat(record.weights_after_step1))).toBeLessThanOrEqual(record.tol);
    return loss;
  });
  expect(worst(losses, record.losses)).toBeLessThanOrEqual(record.tol);
  expect(worst(model.parameters, flat(record.final_weights))).toBeLessThanOrEqual(record.tol);
  const {loss, accuracy} = evaluate(model, data);
  expect(worst([loss], [record.final_loss])).toBeLessThanOrEqual(record.tol);
  expect(accuracy).toBe(record.final_accuracy);
});
