import {createRng, type Rng} from "../rng.js";
import {withoutRecording} from "../tensor/op.js";
import {type Shape, sameShape, showShape, sizeOf} from "../tensor/shape.js";
import {softmax} from "../tensor/softmax.js";
import {allocate, type DType, type Floats, type Tensor, tensor} from "../tensor/tensor.js";
import {initializers} from "./initializers.js";
import type {Layer} from "./layer.js";
import {type Entry, layoutOf} from "./layout.js";

export interface ForwardOptions {
  training?: boolean;
  rng?: Rng;
  /** Stop before the last layer's softmax, if it has one: what `crossEntropy` wants. */
  logits?: boolean;
  /** Hears what each layer gives, in order. */
  visit?: (layer: number, output: Tensor) => void;
}

/** A chain of layers over one flat array of parameters. */
export interface Model {
  readonly layers: readonly Layer[];
  /** Where each weight lies in `parameters`. */
  readonly layout: readonly Entry[];
  readonly parameters: Floats;
  /** Running statistics, and where each lies. Not trained. */
  readonly buffers: Floats;
  readonly bufferLayout: readonly Entry[];
  readonly dtype: DType;
  /** Shapes of one example. */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Tensors over `parameters`, or over another flat array of that size; no copy. */
  weights(flat?: Floats): Tensor[];
  /** x: [N, ...inputShape]; `weights` in the layout's order. */
  forward(x: Tensor, weights: readonly Tensor[], options?: ForwardOptions): Tensor;
  /**
   * Outputs [N, ...outputShape] for N examples, row-major. `scale` as in a data set (1/255 for bytes);
   * `probabilities` applies softmax to a model that ends in logits.
   */
  predict(inputs: ArrayLike<number>, options?: {scale?: number; probabilities?: boolean}): Tensor;
}

export interface SequentialOptions {
  seed?: number;
  /** Of the parameters and of all arithmetic. */
  dtype?: DType;
  /** Shape of one example; needed where the first layer does not fix it, as with conv2d. */
  inputShape?: Shape;
  /** False leaves every parameter at 0: for who fills them next. */
  initialize?: boolean;
}

/**
 * A model that applies its layers in order. Same seed, same parameters, on every machine.
 * @throws `sequential: mismatched shapes: …`, which names the layer and both shapes.
 */
export function sequential(
  layers: readonly Layer[],
  {seed = 1, dtype = "float32", inputShape = layers[0]?.inputShape, initialize = true}: SequentialOptions = {}
): Model {
  if (!layers.length) throw new Error("sequential: missing layers; expected at least one");
  if (!inputShape) throw new Error(`sequential: missing inputShape; expected one, since ${layers[0].type} takes many`);
  if (!inputShape.every((n) => Number.isInteger(n) && n > 0))
    throw new Error(`sequential: invalid inputShape: ${showShape(inputShape)}; expected positive integers`);
  const outputShape = chain(layers, inputShape);
  const layout = layoutOf(layers, "parameters");
  const bufferLayout = layoutOf(layers, "buffers");
  const total = (entries: readonly Entry[]) => entries.reduce((n, e) => n + e.size, 0);
  const parameters = allocate(dtype, total(layout));
  const buffers = allocate(dtype, total(bufferLayout));
  const rng = createRng(seed);
  const part = (flat: Floats, {offset, size}: Entry) => flat.subarray(offset, offset + size);
  const specs = initialize ? layers.flatMap((l) => l.parameters) : [];
  specs.forEach((spec, i) => {
    initializers[spec.init](part(parameters, layout[i]), spec, rng);
  });
  layers
    .flatMap((l) => l.buffers)
    .forEach(({fill}, i) => {
      part(buffers, bufferLayout[i]).fill(fill);
    });
  const bufferParts = layers.map((_, i) => bufferLayout.filter((e) => e.layer === i).map((e) => part(buffers, e)));

  const model: Model = {
    layers,
    layout,
    parameters,
    buffers,
    bufferLayout,
    dtype,
    inputShape,
    outputShape,
    weights: (flat = parameters) => layout.map((e) => tensor(part(flat, e), {shape: e.shape, label: e.name})),
    forward(x, weights, {training = false, rng, logits = false, visit} = {}) {
      if (!x.rank || !sameShape(x.shape.slice(1), inputShape))
        throw new Error(
          `sequential: mismatched shapes: input ${showShape(x.shape)} and layer 0 (${layers[0].type}) ${showShape(inputShape)}; expected [N, ${inputShape.join(", ")}]`
        );
      if (weights.length !== layout.length)
        throw new Error(
          `sequential: mismatched weights: ${weights.length} tensors; expected ${layout.length}, as weights() gives them`
        );
      let at = 0;
      let h = x;
      layers.forEach((layer, i) => {
        const own = weights.slice(at, at + layer.parameters.length);
        at += own.length;
        const preActivation = logits && i === layers.length - 1 && layer.activation === "softmax";
        h = layer.forward(h, own, {training, rng, buffers: bufferParts[i], preActivation});
        visit?.(i, h);
      });
      return h;
    },
    predict(inputs, {scale = 1, probabilities = false} = {}) {
      const size = sizeOf(inputShape);
      if (!inputs.length || inputs.length % size)
        throw new Error(
          `predict: mismatched shapes: ${inputs.length} numbers and layer 0 (${layers[0].type}) ${showShape(inputShape)}; expected a multiple of ${size}`
        );
      const data = allocate(dtype, inputs.length);
      for (let i = 0; i < data.length; ++i) data[i] = inputs[i] * scale;
      return withoutRecording(() => {
        const x = tensor(data, {shape: [inputs.length / size, ...inputShape]});
        const y = model.forward(x, model.weights());
        return probabilities && layers.at(-1)?.activation !== "softmax" ? softmax(y) : y;
      });
    }
  };
  return model;
}

/** Checks that each layer takes what the one before gives; returns the last shape. */
function chain(layers: readonly Layer[], inputShape: Shape): Shape {
  return layers.reduce((shape, layer, i) => {
    try {
      return layer.outputShape(shape);
    } catch (error) {
      const from = i ? `layer ${i - 1} (${layers[i - 1].type}) gives` : "the input is";
      throw new Error(
        `sequential: invalid layer ${i} (${layer.type}): ${from} ${showShape(shape)}: ${(error as Error).message}`
      );
    }
  }, inputShape);
}
