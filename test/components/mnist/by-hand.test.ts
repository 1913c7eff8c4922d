import {expect, test} from "vitest";
import {verdictOf} from "../../../src/components/mnist/byhand-panel.js";

test.each([
  [0.5, 0.5 + 1e-9, /agree to 8 digits/],
  [0, 0, /Both are zero/],
  // A unit far behind saturated sigmoids: the losses of both sides differ in their last digits only.
  [1e-11, 1.2e-11, /as far as numbers of this size can/],
  [0.5, 0.25, /stepped over a kink/]
])("the product %d and the difference %d", (product, numeric, words) => {
  expect(verdictOf({product, numeric, loss: 2.3, epsilon: 1e-4})).toMatch(words);
});
