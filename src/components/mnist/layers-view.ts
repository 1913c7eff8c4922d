import type {Model} from "../../lib/nn/index.js";
import {valueAndGrad} from "../../lib/tensor/grad.js";
import {sum} from "../../lib/tensor/reduce.js";
import {slice} from "../../lib/tensor/shaping.js";
import {tensor} from "../../lib/tensor/tensor.js";
import type {LayersView, LayerView} from "./questions.js";

/** Follows one image through the network: each layer's output, and what speaks for the winner. */
export function layersView(model: Model, image: ArrayLike<number>, scale: number): LayersView {
  const x = tensor(
    Float32Array.from(image, (v) => v * scale),
    {shape: [1, ...model.inputShape]}
  );
  const weights = model.weights();
  const layers: LayerView[] = [];
  const scores = model.forward(x, weights, {
    logits: true,
    visit(i, output) {
      const {type} = model.layers[i];
      // Dropout does nothing here, and flatten only changes the shape.
      if (type === "dropout" || type === "flatten") return;
      layers.push({name: type, shape: output.shape.slice(1), values: Float32Array.from(output.data)});
    }
  });
  const winner = scores.data.indexOf(Math.max(...scores.data));
  const influence = valueAndGrad((t) =>
    sum(
      slice(model.forward(t, weights, {logits: true}), [
        [0, 1],
        [winner, winner + 1]
      ])
    )
  )(x).gradients[0].data;
  const last = model.layout.findLast(({shape}) => shape.length === 2)!;
  const [before, classes] = last.shape;
  const hidden = layers.at(-2)?.values ?? x.data;
  return {
    layers,
    winner,
    probabilities: Float32Array.from(model.predict(image, {scale, probabilities: true}).data),
    contributions: Float32Array.from(
      {length: before},
      (_, j) => hidden[j] * model.parameters[last.offset + j * classes + winner]
    ),
    influence: Float32Array.from(influence, (g, i) => g * x.data[i])
  };
}
