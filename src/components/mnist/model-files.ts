import {loadModel, modelToJson, saveModel, toTensorFlow} from "../../lib/nn/index.js";
import {sizeOf} from "../../lib/tensor/shape.js";
import {modelOf} from "./network.js";
import {articleSettings, type LabSettings} from "./settings.js";

export interface SavedFile {
  readonly name: string;
  readonly content: BlobPart;
  readonly type: string;
}

/**
 * The files that hold a network with these weights.
 * @throws `save: …` for weights of a network of another shape
 */
export function modelFiles(
  settings: LabSettings,
  weights: Float32Array,
  {kind, ...shape}: {kind: "safetensors" | "json" | "tensorflow"; pixels?: number; classes?: number}
): SavedFile[] {
  const model = modelOf(settings, shape);
  if (weights.length !== model.parameters.length)
    throw new Error(`save: mismatched weights: ${weights.length}; expected ${model.parameters.length}`);
  model.parameters.set(weights);
  if (kind === "safetensors")
    return [{name: "network.safetensors", content: saveModel(model), type: "application/octet-stream"}];
  if (kind === "json") return [{name: "network.json", content: modelToJson(model), type: "application/json"}];
  return Object.entries(toTensorFlow(model)).map(([name, content]) => ({
    name,
    content: content as BlobPart,
    type: name.endsWith(".json") ? "application/json" : "application/octet-stream"
  }));
}

/**
 * Settings and weights of a network that was saved here as safetensors.
 * @throws the errors of `loadModel`, and `open: …` for a network that this lab cannot show
 */
export function loadWeights(bytes: Uint8Array): {settings: LabSettings; weights: Float32Array} {
  const model = loadModel(bytes);
  const configs = model.layers.map(({config}) => config);
  const dense = configs.filter(({type}) => type === "dense");
  const conv = configs.some(({type}) => type === "conv2d");
  const hidden = dense.slice(0, -1).map(({outputs}) => Number(outputs));
  const activation = (conv ? configs[0] : dense.length > 1 ? dense[0] : undefined)?.activation;
  const settings: LabSettings = {
    ...articleSettings,
    network: conv ? "conv" : "dense",
    hidden,
    ...(activation ? {activation: activation as LabSettings["activation"]} : {}),
    dropout: Number(configs.find(({type}) => type === "dropout")?.rate ?? 0),
    loss: dense.at(-1)?.activation === "softmax" ? "mse" : "crossEntropy"
  };
  const same = modelOf(settings, {
    pixels: sizeOf(model.inputShape),
    classes: Number(dense.at(-1)?.outputs)
  });
  const shapes = (m: typeof model) => JSON.stringify(m.layout.map(({name, shape}) => [name, shape]));
  if (shapes(same) !== shapes(model))
    throw new Error("open: mismatched network; expected one that was saved in this lab");
  return {settings, weights: Float32Array.from(model.parameters)};
}
