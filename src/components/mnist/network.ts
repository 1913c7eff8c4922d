import {conv2d, dense, dropout, flatten, type Layer, type Model, maxPool2d, sequential} from "../../lib/nn/index.js";
import type {LabSettings} from "./settings.js";

/** The layers that the settings describe, from 784 pixels to ten scores. */
export function layersOf(settings: LabSettings, {pixels = 784, classes = 10} = {}): Layer[] {
  const {network, hidden, activation, init} = settings;
  const layers: Layer[] = [];
  let width = pixels;
  if (network === "conv") {
    const side = Math.round(Math.sqrt(pixels));
    layers.push(conv2d(1, 8, 3, {activation, init}), maxPool2d(2));
    layers.push(conv2d(8, 16, 3, {activation, init}), maxPool2d(2), flatten());
    const after = Math.floor((Math.floor((side - 2) / 2) - 2) / 2);
    width = 16 * after * after;
  }
  for (const units of hidden) {
    layers.push(dense(width, units, {activation, init}));
    if (settings.dropout > 0) layers.push(dropout(settings.dropout));
    width = units;
  }
  // Squared error compares probabilities with a one and nine zeros; cross-entropy takes the scores themselves.
  layers.push(dense(width, classes, {activation: settings.loss === "mse" ? "softmax" : "linear", init}));
  return layers;
}

/** A fresh model for the settings. */
export function modelOf(settings: LabSettings, {pixels = 784, classes = 10} = {}): Model {
  const side = Math.round(Math.sqrt(pixels));
  return sequential(layersOf(settings, {pixels, classes}), {
    seed: settings.seed,
    inputShape: settings.network === "conv" ? [1, side, side] : [pixels]
  });
}

/** "784–128–10", or what the convolutional one does. */
export function architectureText(settings: LabSettings, {pixels = 784, classes = 10} = {}): string {
  const head = settings.network === "conv" ? "conv 8, conv 16" : String(pixels);
  return [head, ...settings.hidden, classes].join("–");
}
