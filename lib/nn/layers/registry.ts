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

/** An option of a config, undefined or of the type that the factory wants. Ranges are the factory's to check. */
function option(c: LayerConfig, key: string, type: "number" | "string" | "boolean"): unknown {
  const value = c[key];
  if (value !== undefined && typeof value !== type)
    throw new Error(`${c.type}: invalid ${key}: ${JSON.stringify(value)}; expected a ${type}`);
  return value;
}

const number = (c: LayerConfig, key: string) => option(c, key, "number") as number;
const activation = (c: LayerConfig) => option(c, "activation", "string") as Activation | undefined;
const init = (c: LayerConfig) => option(c, "init", "string") as Initializer | undefined;

/** Numbers, or an array of them. */
function numbers(c: LayerConfig, key: string): number | readonly number[] | undefined {
  const value = c[key];
  if (value === undefined || typeof value === "number") return value;
  if (Array.isArray(value) && value.length <= 8 && value.every((v) => typeof v === "number")) return value;
  throw new Error(`${c.type}: invalid ${key}: ${JSON.stringify(value)}; expected numbers`);
}

const pair = (c: LayerConfig, key: string) => numbers(c, key) as Pair;

/** An option that has no default. */
function required<T>(c: LayerConfig, key: string, read: (c: LayerConfig, key: string) => T | undefined): T {
  const value = read(c, key);
  if (value === undefined) throw new Error(`${c.type}: missing ${key}`);
  return value;
}

const readers: Readonly<Record<string, (c: LayerConfig) => Layer>> = {
  dense: (c) =>
    dense(number(c, "inputs"), number(c, "outputs"), {
      activation: activation(c),
      init: init(c),
      bias: option(c, "bias", "boolean") as boolean | undefined
    }),
  conv2d: (c) =>
    conv2d(number(c, "channels"), number(c, "filters"), required(c, "kernel", pair), {
      activation: activation(c),
      init: init(c),
      stride: pair(c, "stride"),
      padding: pair(c, "padding")
    }),
  maxPool2d: (c) => maxPool2d(required(c, "kernel", pair), {stride: pair(c, "stride")}),
  flatten: () => flatten(),
  dropout: (c) => dropout(number(c, "rate")),
  layerNorm: (c) => layerNorm(required(c, "shape", numbers), {epsilon: number(c, "epsilon")}),
  batchNorm: (c) => batchNorm(number(c, "channels"), {epsilon: number(c, "epsilon"), momentum: number(c, "momentum")})
};

/**
 * The layer that a config describes: `layerFrom(layer.config)` is the same layer again. The config may come from
 * anywhere.
 */
export function layerFrom(config: LayerConfig): Layer {
  if (typeof config?.type !== "string" || !Object.hasOwn(readers, config.type))
    throw new Error(`layer: unknown type: ${config?.type}; expected one of ${Object.keys(readers).join(", ")}`);
  return readers[config.type](config);
}
