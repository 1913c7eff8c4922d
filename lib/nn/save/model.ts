import type {Floats} from "../../tensor/tensor.js";
import type {Model} from "../sequential.js";
import {describe, modelFrom, storedOf} from "./description.js";
import {readSafetensors, type StoredTensor, writeSafetensors} from "./safetensors.js";

/** A model as a safetensors file: its weights by name ("0.weight"), and its layers in the metadata. Exact. */
export function saveModel(model: Model): Uint8Array<ArrayBuffer> {
  const metadata = new Map([["nabla", JSON.stringify(describe(model))]]);
  return writeSafetensors({tensors: storedOf(model), metadata});
}

/**
 * The model that `saveModel` wrote.
 * @throws `loadModel: …` or `readSafetensors: …` for a file that is damaged, of another kind, or lies about its sizes
 */
export function loadModel(bytes: Uint8Array): Model {
  const {tensors, metadata} = readSafetensors(bytes);
  const text = metadata.get("nabla");
  if (text === undefined) throw new Error("loadModel: missing metadata: nabla; expected a file by saveModel");
  return modelFrom(parse(text, "loadModel"), tensors, "loadModel");
}

/** A model as JSON text, for reading and for version control. Exact: enough digits of each number to have every bit back. */
export function modelToJson(model: Model): string {
  const tensors = [...storedOf(model)].map(([name, {shape, data}]) => [name, {shape, data: Array.from(data, write)}]);
  return JSON.stringify({...describe(model), tensors: Object.fromEntries(tensors)});

  function write(v: number): number | string {
    // JSON has neither of these.
    if (!Number.isFinite(v)) return String(v);
    if (Object.is(v, -0)) return "-0";
    return model.dtype === "float32" ? Number(v.toPrecision(9)) : v;
  }
}

/**
 * The model that `modelToJson` wrote.
 * @throws `modelFromJson: …`
 */
export function modelFromJson(text: string): Model {
  const saved = parse(text, "modelFromJson") as {dtype?: unknown; tensors?: unknown} | null;
  const stored = new Map<string, StoredTensor>();
  const dtype = saved?.dtype === "float32" ? "float32" : "float64";
  for (const [name, value] of Object.entries(saved?.tensors ?? {})) {
    const {shape, data} = (value ?? {}) as {shape?: unknown; data?: unknown};
    if (!Array.isArray(shape) || !Array.isArray(data))
      throw new Error(`modelFromJson: invalid tensor: ${name}; expected a shape and data`);
    const numbers: Floats = dtype === "float32" ? new Float32Array(data.length) : new Float64Array(data.length);
    data.forEach((v: unknown, i) => {
      numbers[i] = read(v, name);
    });
    stored.set(name, {shape, dtype, data: numbers});
  }
  return modelFrom(saved, stored, "modelFromJson");
}

function read(v: unknown, name: string): number {
  if (typeof v === "number") return v;
  if (v === "-0" || v === "NaN" || v === "Infinity" || v === "-Infinity") return Number(v);
  throw new Error(`modelFromJson: invalid number in ${name}: ${String(v)}; expected a number`);
}

function parse(text: string, caller: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${caller}: invalid JSON: ${(error as Error).message}`);
  }
}
