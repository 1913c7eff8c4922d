import type {Shape} from "../../tensor/shape.js";
import type {DType} from "../../tensor/tensor.js";
import type {Layer, LayerConfig} from "../layer.js";
import {layerFrom} from "../layers/registry.js";
import {type Entry, layoutOf} from "../layout.js";
import {type Model, sequential} from "../sequential.js";
import type {StoredTensor} from "./safetensors.js";

/** A model without its numbers. */
export interface ModelDescription {
  readonly format: "nabla";
  readonly version: 1;
  readonly dtype: DType;
  /** Of one example. */
  readonly inputShape: Shape;
  readonly layers: readonly LayerConfig[];
}

export function describe({layers, dtype, inputShape}: Model): ModelDescription {
  return {format: "nabla", version: 1, dtype, inputShape, layers: layers.map((l) => l.config)};
}

/**
 * The model that a description and named numbers make. The names and shapes that its layers ask for are held against
 * the numbers that are there before anything of that size is allocated.
 * @throws `CALLER: …`
 */
export function modelFrom(description: unknown, stored: ReadonlyMap<string, StoredTensor>, caller: string): Model {
  const {dtype, inputShape, layers} = check(description, caller);
  const parameters = layoutOf(layers, "parameters");
  const buffers = layoutOf(layers, "buffers");
  const missing = [...parameters, ...buffers].find((e) => !stored.has(e.name));
  if (missing)
    throw new Error(`${caller}: missing numbers: ${missing.name}; expected them for ${missing.shape.join("×")}`);
  for (const entry of [...parameters, ...buffers]) {
    const {shape, data} = stored.get(entry.name) as StoredTensor;
    if (shape.join() !== entry.shape.join() || data.length !== entry.size)
      throw new Error(
        `${caller}: mismatched shapes: ${entry.name} is [${shape.join(", ")}]; expected [${entry.shape.join(", ")}]`
      );
  }
  let model: Model;
  try {
    model = sequential(layers, {dtype, inputShape, initialize: false});
  } catch (error) {
    throw new Error(`${caller}: invalid model: ${(error as Error).message}`);
  }
  const fill = (flat: Model["parameters"], entries: readonly Entry[]) => {
    for (const {name, offset} of entries) flat.set((stored.get(name) as StoredTensor).data, offset);
  };
  fill(model.parameters, parameters);
  fill(model.buffers, buffers);
  return model;
}

/** The parameters and buffers by name, as parts of the model's own arrays. */
export function storedOf(model: Model): Map<string, StoredTensor> {
  const part = (flat: Model["parameters"], {name, shape, offset, size}: Entry): [string, StoredTensor] => [
    name,
    {shape, dtype: model.dtype, data: flat.subarray(offset, offset + size)}
  ];
  return new Map([
    ...model.layout.map((e) => part(model.parameters, e)),
    ...model.bufferLayout.map((e) => part(model.buffers, e))
  ]);
}

function check(value: unknown, caller: string): {dtype: DType; inputShape: Shape; layers: Layer[]} {
  const d = (typeof value === "object" && value !== null ? value : {}) as Partial<Record<string, unknown>>;
  if (d.format !== "nabla") throw new Error(`${caller}: invalid format: ${String(d.format)}; expected nabla`);
  if (d.version !== 1) throw new Error(`${caller}: unknown version: ${String(d.version)}; expected 1`);
  if (d.dtype !== "float32" && d.dtype !== "float64")
    throw new Error(`${caller}: unknown dtype: ${String(d.dtype)}; expected float32 or float64`);
  const {inputShape, layers} = d;
  if (!Array.isArray(inputShape) || !inputShape.every((n) => Number.isSafeInteger(n) && n > 0))
    throw new Error(`${caller}: invalid inputShape: ${JSON.stringify(inputShape)}; expected positive whole numbers`);
  if (!Array.isArray(layers) || !layers.length) throw new Error(`${caller}: missing layers; expected at least one`);
  return {
    dtype: d.dtype,
    inputShape,
    layers: layers.map((config: unknown, i) => {
      try {
        return layerFrom(config as LayerConfig);
      } catch (error) {
        throw new Error(`${caller}: invalid layer ${i}: ${(error as Error).message}`);
      }
    })
  };
}
