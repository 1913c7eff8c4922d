import {expect, test} from "vitest";
import {batchNorm, conv2d, dense, flatten, layerNorm, sequential} from "../../../lib/nn/index.js";
import {layerNorm as op, tensor, zeros} from "../../../lib/tensor/index.js";

test("normalising layers refuse what would give NaN or no number to normalise", () => {
  expect(() => batchNorm(2, {epsilon: -1})).toThrow("batchNorm: invalid epsilon: -1; expected 0 ≤ epsilon, finite");
  expect(() => batchNorm(2, {momentum: 1.5})).toThrow("batchNorm: invalid momentum: 1.5; expected 0 ≤ momentum ≤ 1");
  expect(() => layerNorm(2, {epsilon: Number.NaN})).toThrow("layerNorm: invalid epsilon: NaN");
  expect(() => layerNorm([])).toThrow("layerNorm: invalid shape: []; expected at least one axis");
  expect(() => op(tensor([1, 2]), {normalizedShape: []})).toThrow("layerNorm: invalid normalizedShape: []");
});

test("an input as large as the model's but of another shape is refused", () => {
  const model = sequential([conv2d(1, 2, 2), flatten(), dense(30, 3)], {inputShape: [1, 4, 6], dtype: "float64"});
  expect(model.forward(zeros([2, 1, 4, 6]), model.weights()).shape).toEqual([2, 3]);
  for (const shape of [[2, 1, 6, 4], [2, 24], []])
    expect(() => model.forward(zeros(shape), model.weights())).toThrow(
      `sequential: mismatched shapes: input [${shape.join(", ")}] and layer 0 (conv2d) [1, 4, 6]`
    );
  expect(() => model.forward(zeros([2, 1, 4, 6]), model.weights().slice(1))).toThrow(
    "sequential: mismatched weights: 3 tensors; expected 4"
  );
  expect(() => sequential([flatten()], {inputShape: [2, 0.5]})).toThrow("sequential: invalid inputShape: [2, 0.5]");
});
