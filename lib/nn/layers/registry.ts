import type {Activation} from "../activations.js";
import type {Initializer} from "../initializers.js";
import type {Layer, LayerConfig} from "../layer.js";
import {batchNorm} from "./batch-norm.js";
import type {Pair} from "./check.js";
import {conv2d} from "./conv2d.js";
import {dense} from "./dense.js";
import {dropout} from "./dropout.js";
import {flatten} from "./flatten.js";
import {layerNorm} from "./layer-norm.js";
import {maxPool2d} from "./max-pool2d.js";

// The factories check what they are given, so a config read from a file needs no second check here.
const readers: Readonly<Record<string, (c: LayerConfig) => Layer>> = {
  dense: (c) =>
    dense(c.inputs as number, c.outputs as number, {
      activation: c.activation as Activation | undefined,
      init: c.init as Initializer | undefined,
      bias: c.bias as boolean | undefined
    }),
  conv2d: (c) =>
    conv2d(c.channels as number, c.filters as number, c.kernel as Pair, {
      activation: c.activation as Activation | undefined,
      init: c.init as Initializer | undefined,
      stride: c.stride as Pair | undefined,
      padding: c.padding as Pair | undefined
    }),
  maxPool2d: (c) => maxPool2d(c.kernel as Pair, {stride: c.stride as Pair | undefined}),
  flatten: () => flatten(),
  dropout: (c) => dropout(c.rate as number),
  layerNorm: (c) => layerNorm(c.shape as number | number[], {epsilon: c.epsilon as number | undefined}),
  batchNorm: (c) =>
    batchNorm(c.channels as number, {
      epsilon: c.epsilon as number | undefined,
      momentum: c.momentum as number | undefined
    })
};

/** The layer that a config describes: `layerFrom(layer.config)` is the same layer again. */
export function layerFrom(config: LayerConfig): Layer {
  if (!Object.hasOwn(readers, config.type))
    throw new Error(`layer: unknown type: ${config.type}; expected one of ${Object.keys(readers).join(", ")}`);
  return readers[config.type](config);
}
