import {type Dataset, exampleSize} from "../../lib/data/dataset.js";
import type {Model} from "../../lib/nn/index.js";
import {type Floats, type Tensor, valueAndGrad} from "../../lib/tensor/index.js";
import {mse} from "../../lib/tensor/losses.js";
import {crossEntropy} from "../../lib/tensor/softmax.js";
import {tensor} from "../../lib/tensor/tensor.js";
import type {LayerProbe} from "./messages.js";
import type {LabSettings} from "./settings.js";

/** How many training digits each look uses. */
const DIGITS = 64;

/** Looks at the layers during a run: how large gradients and updates are, and how many units are dead. */
export function createProbe(model: Model, data: Dataset, {loss}: Pick<LabSettings, "loss">) {
  const count = Math.min(DIGITS, data.count);
  const size = exampleSize(data);
  const x = tensor(
    Float32Array.from(data.inputs.subarray(0, count * size), (v) => v * data.scale),
    {shape: [count, ...model.inputShape]}
  );
  const labels = data.labels.subarray(0, count);
  const oneHot = tensor(
    Float32Array.from({length: count * data.classes}, (_, i) =>
      Number(labels[Math.floor(i / data.classes)] === i % data.classes)
    ),
    {shape: [count, data.classes]}
  );
  const weighted = [...new Set(model.layout.map(({layer}) => layer))];

  /** The gradient on the probe digits at the current weights, and each layer's outputs. */
  function gradient(): {gradients: Tensor[]; outputs: Tensor[]} {
    const outputs: Tensor[] = [];
    const {gradients} = valueAndGrad((...w) => {
      const y = model.forward(x, w, {logits: loss === "crossEntropy", visit: (_, output) => outputs.push(output)});
      return loss === "crossEntropy" ? crossEntropy(y, labels) : mse(y, oneHot);
    })(...model.weights());
    return {gradients, outputs};
  }

  return {
    /** One line for each layer with weights; `before` are the weights a step ago. */
    layers(before: Floats): LayerProbe[] {
      const {gradients, outputs} = gradient();
      return weighted.map((layer, nth) => {
        let [g, delta, norm] = [0, 0, 0];
        model.layout.forEach((entry, i) => {
          if (entry.layer !== layer) return;
          for (const v of gradients[i].data) g += v * v;
          for (let j = entry.offset; j < entry.offset + entry.size; ++j) {
            delta += (model.parameters[j] - before[j]) ** 2;
            norm += before[j] ** 2;
          }
        });
        return {
          name: `${nth + 1} (${model.layers[layer].type})`,
          gradientNorm: Math.sqrt(g),
          updateRatio: Math.sqrt(delta) / Math.max(1e-12, Math.sqrt(norm)),
          dead: deadShare(outputs[layer], model.layers[layer].activation)
        };
      });
    }
  };
}

/**
 * Share of units that no probe digit moves: at most 0 for every digit under ReLU, within a hundredth of a bound for
 * every digit under tanh and sigmoid. A convolution's units are its channels.
 */
export function deadShare(output: Tensor, activation: string | undefined): number {
  const pinned: ((v: number) => boolean) | undefined = {
    relu: (v: number) => v <= 0,
    tanh: (v: number) => Math.abs(v) > 0.99,
    sigmoid: (v: number) => v < 0.01 || v > 0.99
  }[activation ?? ""];
  if (!pinned) return 0;
  const [n, units, ...rest] = output.shape;
  const area = rest.reduce((a, b) => a * b, 1);
  let dead = 0;
  for (let u = 0; u < units; ++u) {
    let alive = false;
    for (let i = 0; i < n && !alive; ++i)
      for (let j = 0; j < area && !alive; ++j) alive = !pinned(output.data[(i * units + u) * area + j]);
    dead += Number(!alive);
  }
  return dead / units;
}
