import {expect, test} from "vitest";
import {fuzz, targets} from "../../tools/fuzz/index.js";

test.each(Object.keys(targets))("600 random %s end in a correct result or a clear error", (target) => {
  const {failures, accepted, count} = fuzz(target, 600, 7);
  expect(failures).toEqual([]);
  // Both ways out are taken, so that neither is untried.
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(count);
});
