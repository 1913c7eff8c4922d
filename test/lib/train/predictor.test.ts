import {expect, test} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {conv2d, dense, dropout, flatten, maxPool2d, sequential} from "../../../lib/nn/index.js";
import {createPredictor} from "../../../lib/train/index.js";

const data = syntheticDigits(37, {seed: 2});

test.each([
  ["dense", [dense(784, 24, {activation: "relu"}), dropout(0.5), dense(24, 10)], [784]],
  ["softmax", [dense(784, 24, {activation: "tanh"}), dense(24, 10, {activation: "softmax"})], [784]],
  ["conv", [conv2d(1, 2, 3, {activation: "relu"}), maxPool2d(2), flatten(), dense(338, 10)], [1, 28, 28]]
] as const)(
  "the predictor gives the model's outputs, within 1e-4, and follows its parameters (%s)",
  (_, layers, inputShape) => {
    const model = sequential(layers, {seed: 3, inputShape});
    const predictor = createPredictor(model, data, {batchSize: 20});
    for (const scale of [1, 0.5]) {
      model.parameters.forEach((v, i) => {
        model.parameters[i] = v * scale;
      });
      predictor.load();
      const expected = model.predict(data.inputs, {scale: data.scale}).data;
      for (const [start, n] of [
        [0, 20],
        [20, 17]
      ]) {
        const found = predictor.outputs(start, n);
        expect(found).toHaveLength(n * 10);
        found.forEach((v, i) => {
          expect(Math.abs(v - expected[start * 10 + i])).toBeLessThan(1e-4);
        });
      }
    }
  }
);

test.each(["float32", "float64"] as const)("what is beyond the batch or the data is named (%s)", (dtype) => {
  const model = sequential([dense(784, 10)], {dtype});
  const {outputs} = createPredictor(model, data, {batchSize: 20});
  for (const [start, n] of [
    [0, 21],
    [30, 10],
    [-1, 2]
  ])
    expect(() => outputs(start, n)).toThrow(
      `createPredictor: invalid range: ${n} from ${start} on; expected at most 20 of 37 examples`
    );
  expect(outputs(30, 7)).toHaveLength(70);
  expect(() => createPredictor(sequential([dense(5, 2)], {dtype}), data)).toThrow(
    "createPredictor: mismatched shapes: data [28, 28] and model [5]"
  );
});
