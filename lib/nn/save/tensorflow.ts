import type {Shape} from "../../tensor/shape.js";
import type {Floats} from "../../tensor/tensor.js";
import type {Activation} from "../activations.js";
import type {Layer} from "../layer.js";
import type {Model} from "../sequential.js";
import {storedOf} from "./description.js";

/** The two files of a TensorFlow.js Layers model, to be saved side by side under these names. */
export interface TensorFlowFiles {
  readonly "model.json": string;
  readonly "weights.bin": Uint8Array<ArrayBuffer>;
}

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Floats;
}

/** A Keras layer: its class, its options, and our weights under Keras's names. */
interface KerasLayer {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights?: readonly Weight[];
}

// Keras's gelu_new is missing: TensorFlow.js turns the name it reads into geluNew, and then does not know it.
const activationNames: Readonly<Partial<Record<Activation, string>>> = {
  linear: "linear",
  relu: "relu",
  tanh: "tanh",
  sigmoid: "sigmoid",
  softplus: "softplus",
  softmax: "softmax",
  geluErf: "gelu"
};

/**
 * The model as TensorFlow.js's Layers format (`tf.loadLayersModel`), in float32. Images stay channels-first.
 * Padding becomes a ZeroPadding2D layer, and leaky ReLU a layer of its own, as Keras has them.
 * @throws `toTensorFlow: unknown activation: geluTanh; …`, which the format cannot name
 */
export function toTensorFlow(model: Model, {name = "nabla"}: {name?: string} = {}): TensorFlowFiles {
  const stored = storedOf(model);
  let shape = model.inputShape;
  const layers = model.layers.flatMap((layer, i) => {
    const own = (weight: string): Weight => {
      const {shape, data} = stored.get(`${i}.${weight}`) as {shape: readonly number[]; data: Floats};
      return {name: weight, shape, data};
    };
    const keras = kerasLayers(layer, shape, own);
    shape = layer.outputShape(shape);
    return keras.map((l, j) => ({...l, name: `${layer.type}_${i}${j ? `_${j}` : ""}`}));
  });
  const weights = layers.flatMap((l) => (l.weights ?? []).map((w) => ({...w, name: `${l.name}/${w.name}`})));
  const topology = {
    keras_version: "2.15.0",
    backend: "tensorflow",
    model_config: {
      class_name: "Sequential",
      config: {
        name,
        layers: layers.map((l, i) => ({
          class_name: l.class_name,
          config: {
            name: l.name,
            trainable: true,
            dtype: "float32",
            ...(i === 0 && {batch_input_shape: [null, ...model.inputShape]}),
            ...l.config
          }
        }))
      }
    }
  };
  const manifest = [
    {paths: ["weights.bin"], weights: weights.map(({name, shape}) => ({name, shape, dtype: "float32"}))}
  ];
  const json = {format: "layers-model", generatedBy: "nabla", modelTopology: topology, weightsManifest: manifest};
  return {"model.json": JSON.stringify(json), "weights.bin": joined(weights)};
}

function joined(weights: readonly Weight[]): Uint8Array<ArrayBuffer> {
  const out = new Float32Array(weights.reduce((n, w) => n + w.data.length, 0));
  let at = 0;
  for (const {data} of weights) {
    out.set(data, at);
    at += data.length;
  }
  return new Uint8Array(out.buffer);
}

const channelsFirst = {data_format: "channels_first"};

/** One of our layers in Keras's terms; the weights' names are Keras's. */
function kerasLayers(
  {type, config, activation = "linear"}: Layer,
  inputShape: Shape,
  own: (weight: string) => Weight
): KerasLayer[] {
  const renamed = (weight: string, name: string) => ({...own(weight), name});
  const after: KerasLayer[] = activation === "leakyRelu" ? [{class_name: "LeakyReLU", config: {alpha: 0.01}}] : [];
  const named = activation === "leakyRelu" ? "linear" : activationNames[activation];
  if (!named) {
    const known = [...Object.keys(activationNames), "leakyRelu"].join(", ");
    throw new Error(`toTensorFlow: unknown activation: ${activation}; expected one of ${known}`);
  }
  switch (type) {
    case "dense": {
      const weights = [renamed("weight", "kernel"), ...(config.bias ? [own("bias")] : [])];
      const options = {units: config.outputs, activation: named, use_bias: config.bias};
      return [{class_name: "Dense", config: options, weights}, ...after];
    }
    case "conv2d": {
      const [ph, pw] = config.padding as readonly [number, number];
      const before: KerasLayer = {
        class_name: "ZeroPadding2D",
        config: {
          padding: [
            [ph, ph],
            [pw, pw]
          ],
          ...channelsFirst
        }
      };
      const options = {
        filters: config.filters,
        kernel_size: config.kernel,
        strides: config.stride,
        padding: "valid",
        activation: named,
        use_bias: true,
        ...channelsFirst
      };
      const weights = [kernelOf(own("weight")), own("bias")];
      return [...(ph || pw ? [before] : []), {class_name: "Conv2D", config: options, weights}, ...after];
    }
    case "maxPool2d": {
      const options = {pool_size: config.kernel, strides: config.stride, padding: "valid", ...channelsFirst};
      return [{class_name: "MaxPooling2D", config: options}];
    }
    case "flatten":
      // Keras would move the channels last before it flattens channels-first images; ours stay where they are.
      return [{class_name: "Flatten", config: {data_format: "channels_last"}}];
    case "dropout":
      return [{class_name: "Dropout", config: {rate: config.rate}}];
    case "layerNorm": {
      const axis = (config.shape as readonly number[]).map((_, i) => i + 1);
      const weights = [renamed("weight", "gamma"), renamed("bias", "beta")];
      return [{class_name: "LayerNormalization", config: {axis, epsilon: config.epsilon}, weights}];
    }
    case "batchNorm": {
      const options = {axis: -1, epsilon: config.epsilon, momentum: 1 - (config.momentum as number)};
      const weights = [
        renamed("weight", "gamma"),
        renamed("bias", "beta"),
        renamed("mean", "moving_mean"),
        renamed("variance", "moving_variance")
      ];
      const norm = {class_name: "BatchNormalization", config: options, weights};
      // TensorFlow.js takes the statistics as those of the last axis, whatever `axis` says: move the channels there.
      const permute = (dims: readonly number[]) => ({class_name: "Permute", config: {dims}});
      return inputShape.length === 3 ? [permute([2, 3, 1]), norm, permute([3, 1, 2])] : [norm];
    }
    default:
      throw new Error(`toTensorFlow: unknown layer: ${type}; expected one that Keras has`);
  }
}

/** [O, C, kh, kw] → [kh, kw, C, O], Keras's order. */
function kernelOf({shape: [o, c, kh, kw], data}: Weight): Weight {
  const out = new Float32Array(data.length);
  for (let f = 0, k = 0; f < o; ++f)
    for (let ch = 0; ch < c; ++ch)
      for (let i = 0; i < kh; ++i) for (let j = 0; j < kw; ++j, ++k) out[((i * kw + j) * c + ch) * o + f] = data[k];
  return {name: "kernel", shape: [kh, kw, c, o], data: out};
}
