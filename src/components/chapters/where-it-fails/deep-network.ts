import {moons} from "../../../lib/data/toy.js";
import {type Activation, activate} from "../../../lib/nn/activations.js";
import type {Initializer} from "../../../lib/nn/initializers.js";
import type {Layer} from "../../../lib/nn/layer.js";
import {dense} from "../../../lib/nn/layers/dense.js";
import {layerNorm} from "../../../lib/nn/layers/layer-norm.js";
import {type Model, sequential} from "../../../lib/nn/sequential.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {add, mul} from "../../../lib/tensor/elementwise.js";
import {valueAndGrad} from "../../../lib/tensor/grad.js";
import {crossEntropy} from "../../../lib/tensor/softmax.js";
import {type Tensor, tensor} from "../../../lib/tensor/tensor.js";

/** What is done so that gradients survive depth: nothing, layer normalisation, or skip connections. */
export type Cure = "none" | "layerNorm" | "skip";

export interface DeepOptions {
  /** Hidden layers. */
  readonly depth: number;
  readonly width?: number;
  readonly activation: Activation;
  readonly init: Initializer;
  /** Factor on the hidden weights that the initialiser drew. */
  readonly gain?: number;
  readonly cure?: Cure;
  readonly seed?: number;
}

/** One look at a deep network: how the signal grows on the way in, and the gradient on the way back. */
export interface DepthReport {
  readonly loss: number;
  readonly accuracy: number;
  /** Root mean square of each hidden layer's output, the first layer first. */
  readonly signal: readonly number[];
  /** Euclidean norm of ∂J/∂W for each hidden layer, the first layer first. */
  readonly gradient: readonly number[];
}

/**
 * A hidden layer of `width` units: activation(x·W + b), with layer normalisation before the activation, or as a branch,
 * x + activation(x·W + b)/√depth.
 */
function hidden(width: number, {activation, init, cure, depth}: DeepOptions): Layer {
  const inner = dense(width, width, {init});
  const norm = cure === "layerNorm" ? layerNorm(width) : undefined;
  return {
    ...inner,
    type: "hidden",
    config: {...inner.config, type: "hidden", activation, cure},
    parameters: [...inner.parameters, ...(norm?.parameters ?? [])],
    forward(x, [w, b, ...rest], context) {
      let h = inner.forward(x, [w, b], context);
      if (norm) h = norm.forward(h, rest, context);
      h = activate(h, activation);
      // Without the factor the sum would grow with every layer.
      return cure === "skip" ? add(x, mul(h, 1 / Math.sqrt(depth))) : h;
    }
  };
}

/** A network for two moons, 2 → width → … → width → 2, in double precision so that tiny gradients stay visible. */
export function deepNetwork(options: DeepOptions): Model {
  const {depth, width = 24, gain = 1, seed = 1, init, activation} = options;
  const layers = [
    dense(2, width, {init, activation}),
    ...Array.from({length: depth - 1}, () => hidden(width, options)),
    dense(width, 2)
  ];
  const model = sequential(layers, {seed, dtype: "float64"});
  for (const {layer, shape, offset, size} of model.layout)
    if (layer < depth && shape.length === 2) for (let i = offset; i < offset + size; ++i) model.parameters[i] *= gain;
  return model;
}

/** Of plain gradient descent, in the figure and in the chapter's numbers. */
export const LEARNING_RATE = 0.1;

/** The task: two moons, always the same. */
export const moonsTask = moons(64, {seed: 4, noise: 0.1});

/**
 * Trains on the whole task, step by step: yields the report of the network as it is, then updates it, without end.
 * A loss that is not finite is yielded, and ends it.
 */
export function* trainDeep(model: Model, {rule, settings}: Optimizer): Generator<DepthReport> {
  const x = tensor(moonsTask.inputs as Float64Array, {shape: [moonsTask.count, 2]});
  const labels = moonsTask.labels;
  const state = rule.init(model.parameters.length, settings, model.parameters);
  const g = model.parameters.slice();
  for (;;) {
    const signal: number[] = [];
    let logits: Tensor | undefined;
    const {value, gradients} = valueAndGrad((...weights: Tensor[]) => {
      logits = model.forward(x, weights, {visit: (_, h) => signal.push(rms(h.data))});
      return crossEntropy(logits, labels);
    })(...model.weights());
    const gradient: number[] = [];
    model.layout.forEach(({layer, shape, offset}, i) => {
      g.set(gradients[i].data, offset);
      if (layer < model.layers.length - 1 && shape.length === 2) gradient.push(norm(gradients[i].data));
    });
    const loss = value.item();
    yield {loss, accuracy: accuracyOf(logits?.data ?? [], labels), signal: signal.slice(0, -1), gradient};
    if (!Number.isFinite(loss)) return;
    const delta = rule.update(g, state, settings, model.parameters);
    for (let i = 0; i < delta.length; ++i) model.parameters[i] += delta[i];
  }
}

const norm = (v: ArrayLike<number>) => {
  let s = 0;
  for (let i = 0; i < v.length; ++i) s += v[i] * v[i];
  return Math.sqrt(s);
};
const rms = (v: ArrayLike<number>) => norm(v) / Math.sqrt(v.length);

/** Share of rows of two logits whose larger one is at the label. */
function accuracyOf(logits: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < labels.length; ++i) right += Number(Number(logits[2 * i + 1] > logits[2 * i]) === labels[i]);
  return right / labels.length;
}

/** Mean factor by which the gradient changes from one hidden layer to the one before it; 1 is perfect. */
export function factorPerLayer({gradient}: Pick<DepthReport, "gradient">): number {
  const n = gradient.length;
  // The first layer has another fan-in, so the comparison starts at the second.
  return n < 3 ? Number.NaN : (gradient[1] / gradient[n - 1]) ** (1 / (n - 2));
}
