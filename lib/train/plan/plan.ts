import {GEMM_SCRATCH, type KernelSet, type Pointer} from "../../kernels/index.js";
import type {Layer, Model} from "../../nn/index.js";
import type {Entry} from "../../nn/layout.js";
import {type Shape, sizeOf} from "../../tensor/shape.js";
import type {Floats} from "../../tensor/tensor.js";
import type {LossName} from "../loss.js";
import {planBatchNorm} from "./batch-norm.js";
import {planConv2d} from "./conv2d.js";
import {planDense, planSparseDense} from "./dense.js";
import {planDropout} from "./dropout.js";
import type {Source} from "./input.js";
import {planLayerNorm} from "./layer-norm.js";
import type {Layout} from "./layout.js";
import {planMaxPool2d} from "./max-pool2d.js";
import type {Site, Step} from "./step.js";
import {eachInTiles} from "./tiles.js";

/** A model as a list of kernel calls over one arena. */
export interface Plan {
  /** Parameters, and their gradients: flat, in the model's layout but for a first layer in tiles. */
  readonly theta: Pointer;
  readonly gradient: Pointer;
  readonly parameters: number;
  /** Model → arena. */
  load(k: KernelSet): void;
  /** Arena → model. */
  save(k: KernelSet): void;
  /** Where the generator of dropout stands; `reseed` puts it there. */
  seed(k: KernelSet): number;
  reseed(k: KernelSet, seed: number): void;
  /** A copy of what lies as the parameters do in the arena, in the model's order. */
  inOrder(flat: Floats): Floats;
  /** Mean loss of the gathered batch of n; ∂J/∂output is left for `backward` where `training`. */
  loss(k: KernelSet, n: number, training: boolean): number;
  /** Gradients of all parameters. */
  backward(k: KernelSet, n: number): void;
  /** Of the last `loss`: how many examples had their largest output at their label; undefined for `mse`. */
  correct(k: KernelSet): number | undefined;
  /** Outputs of the last `loss`, [n, outputs]; logits where the loss is cross-entropy. */
  readonly output: Pointer;
}

export interface PlanOptions {
  readonly model: Model;
  readonly loss: LossName;
  readonly source: Source;
  readonly capacity: number;
  readonly seed: number;
}

/** The options that plans read from a layer's config. */
type Config = {
  readonly inputs: number;
  readonly outputs: number;
  readonly rate: number;
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly epsilon: number;
  readonly momentum: number;
};

const served = new Set(["dense", "conv2d", "maxPool2d", "batchNorm", "layerNorm", "dropout", "flatten"]);

/** Whether every layer of a model has a plan. */
export const canPlan = ({layers, dtype}: Model): boolean =>
  dtype === "float32" && layers.every((l) => served.has(l.type)) && layers.some((l) => l.parameters.length > 0);

/** Whether the first layer can walk a compressed batch. */
export const takesSparse = ({layers}: Model): boolean => layers.find((l) => l.type !== "flatten")?.type === "dense";

export function planModel({model, loss, source, capacity, seed}: PlanOptions, layout: Layout): Plan {
  const {length} = model.parameters;
  const theta = layout.floats(length);
  const gradient = layout.floats(length);
  const scratch = layout.floats(GEMM_SCRATCH);
  const state = layout.floats(1);
  const correct = layout.floats(1);
  const buffers = layout.floats(model.buffers.length);
  const outputs = sizeOf(model.outputShape);

  const steps: Step[] = [];
  let at = source.batch;
  let atGradient: Pointer = 0;
  let shape: Shape = model.inputShape;
  let tiled: {offset: number; inputs: number; outputs: number} | undefined;
  model.layers.forEach((layer, i) => {
    const entries = model.layout.filter((e) => e.layer === i);
    const pointers = (base: Pointer) => pointersOf(layer.parameters, entries, base);
    const own = model.bufferLayout.filter((e) => e.layer === i);
    const site: Site = {
      input: at,
      inputGradient: atGradient,
      capacity,
      weights: pointers(theta),
      gradients: pointers(gradient),
      buffers: pointersOf(layer.buffers, own, buffers),
      scratch
    };
    const skip = loss === "crossEntropy" && i === model.layers.length - 1 && layer.activation === "softmax";
    const step = planLayer(layer, {site, shape, state, skip, source: steps.length ? undefined : source}, layout);
    shape = layer.outputShape(shape);
    if (!step) return;
    if (!steps.length && source.sparse) tiled = {offset: entries[0].offset, ...configOf(layer)};
    steps.push(step);
    at = step.output;
    atGradient = step.outputGradient;
  });
  const last = steps[steps.length - 1];
  /** Parameters, or something as long, from the model's order to the arena's, and back. */
  const toTiles = (from: Floats, to: Floats) => {
    to.set(from);
    if (!tiled) return;
    const {offset, inputs, outputs} = tiled;
    eachInTiles(inputs, outputs, (i, j) => {
      to[offset + j] = from[offset + i];
    });
  };
  const fromTiles = (from: Floats, to: Floats) => {
    to.set(from);
    if (!tiled) return;
    const {offset, inputs, outputs} = tiled;
    eachInTiles(inputs, outputs, (i, j) => {
      to[offset + i] = from[offset + j];
    });
  };

  return {
    theta,
    gradient,
    parameters: length,
    seed: (k) => k.arena.u32[state / 4],
    reseed(k, at) {
      k.arena.u32[state / 4] = at >>> 0;
    },
    load(k) {
      this.reseed(k, seed);
      toTiles(model.parameters, k.arena.f32.subarray(theta / 4, theta / 4 + length));
      k.arena.f32.set(model.buffers, buffers / 4);
    },
    save(k) {
      const {f32} = k.arena;
      fromTiles(f32.subarray(theta / 4, theta / 4 + length), model.parameters);
      model.buffers.set(f32.subarray(buffers / 4, buffers / 4 + model.buffers.length));
    },
    inOrder(flat) {
      const copy = flat.slice();
      fromTiles(flat, copy);
      return copy;
    },
    loss(k, n, training) {
      for (let i = 0; i < steps.length; ++i) steps[i].forward(k, n, training);
      const size = n * outputs;
      // The loss turns a copy of the output into its gradient, since the last activation may want the output again.
      k.copy(size, last.output, last.outputGradient);
      if (loss === "mse") return k.meanSquare(size, last.outputGradient, source.targets, training);
      return k.crossEntropy(n, outputs, last.outputGradient, source.labels, training, correct);
    },
    backward(k, n) {
      for (let i = steps.length - 1; i >= 0; --i) steps[i].backward(k, n);
    },
    correct: (k) => (loss === "mse" ? undefined : k.arena.u32[correct / 4]),
    output: last.output
  };
}

/** Where each parameter, or buffer, of a layer lies. */
const pointersOf = (specs: readonly {name: string}[], entries: readonly Entry[], base: Pointer) =>
  Object.fromEntries(specs.map(({name}, j) => [name, base + entries[j].offset * 4]));

const configOf = (layer: Layer): Config => layer.config as unknown as Config;

interface LayerOptions {
  readonly site: Site;
  /** Of one input. */
  readonly shape: Shape;
  readonly state: Pointer;
  /** Leave out the activation: the loss applies softmax itself. */
  readonly skip: boolean;
  /** For the first layer. */
  readonly source?: Source;
}

/** The step of a layer; undefined for one that only gives its input another shape. */
function planLayer(layer: Layer, {site, shape, state, skip, source}: LayerOptions, layout: Layout): Step | undefined {
  const {inputs, outputs, rate, filters, kernel, stride, padding, epsilon, momentum} = configOf(layer);
  const activation = skip ? undefined : layer.activation;
  const [channels] = shape;
  const size: [number, number] = [shape[1], shape[2]];
  switch (layer.type) {
    case "dense": {
      const own = {inputs, outputs, activation};
      return source?.sparse ? planSparseDense(own, source.sparse, site, layout) : planDense(own, site, layout);
    }
    case "conv2d":
      return planConv2d({channels, filters, size, kernel, stride, padding, activation}, site, layout);
    case "maxPool2d":
      return planMaxPool2d({channels, size, kernel, stride}, site, layout);
    case "batchNorm":
      return planBatchNorm({channels, pixels: sizeOf(shape.slice(1)), epsilon, momentum}, site, layout);
    case "layerNorm":
      return planLayerNorm({size: sizeOf(shape), epsilon}, site, layout);
    case "dropout":
      return planDropout({rate, size: sizeOf(shape), state}, site, layout);
    case "flatten":
      return undefined;
    default:
      throw new Error(`internal: no plan for layer ${layer.type}`);
  }
}
