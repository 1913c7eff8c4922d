import {expect, test} from "vitest";
import {dense, sequential} from "../../../lib/nn/index.js";
import {costOf, parameterCount} from "../../../src/components/chapters/second-order/cost.js";

test("parameters are counted as the library lays them out", () => {
  const model = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)]);
  expect(parameterCount([784, 128, 10])).toBe(model.parameters.length);
});

test("Newton's memory is the square of n and its work the cube, a third", () => {
  expect(costOf("newton", 300)).toEqual({memory: 90_000, work: 9_000_000});
  expect(costOf("lbfgs", 300, {history: 5}).memory).toBe(3000);
  expect(costOf("adam", 300).memory).toBe(600);
});
