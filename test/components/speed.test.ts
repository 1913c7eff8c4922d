import {expect, test} from "vitest";
import {data} from "../../lib/index.js";
import {levels, supports} from "../../lib/kernels/index.js";
import {contenders, measure, median, operations} from "../../src/components/speed/measure.js";

const digits = data.syntheticDigits(64, {seed: 1});

test("every level of this machine runs, and one yardstick", () => {
  const all = contenders();
  expect(all.filter(({kind}) => kind === "train").map(({level}) => level)).toEqual(levels.filter(supports));
  expect(all.filter(({kind}) => kind === "peak")).toHaveLength(1);
});

test("a rate is samples over the time that counts", async () => {
  // A clock that moves a millisecond each time it is read: one step a millisecond, 16 samples each.
  let time = 0;
  const options = {data: digits, batchSize: 16, milliseconds: 40, now: () => time++};
  expect(await measure({kind: "train", level: "typescript"}, options)).toBeCloseTo(16_000, 6);
  // Forty readings of the clock after the first: forty calls of 5,000 rounds of 96 operations in 40 ms.
  time = 0;
  const peak = await measure({kind: "peak", level: "typescript"}, options);
  expect(peak * operations).toBeCloseTo((40 * 5_000 * 96) / 0.04, 0);
});

test("the median is the middle, or between the two middles", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
