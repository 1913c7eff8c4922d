import {expect, test} from "vitest";
import {fuzz, LIMIT, targets} from "../../tools/fuzz/index.js";

test.each(Object.keys(targets))(
  "600 random %s end in a correct result or a clear error, none after more than 100 ms or much memory",
  (target) => {
    const {failures, accepted, count} = fuzz(target, 600, 7, LIMIT);
    expect(failures).toEqual([]);
    // Both ways out are taken, so that neither is untried.
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(count);
  }
);
