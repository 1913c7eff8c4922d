import {expect, test} from "vitest";
import {rise} from "../../tools/trend.js";

test("the rise of a line is its last value less its first; level rows and single values have none", () => {
  expect(rise([1, 3, 5, 7])).toBe(6);
  expect(rise([7, 5, 3])).toBe(-4);
  expect(rise([4, 4, 4, 4])).toBe(0);
  expect(rise([4])).toBe(0);
  expect(rise([])).toBe(0);
});

test("one outlier does not make a level row rise, nor does it hide a slope", () => {
  expect(rise([5, 5, 5, 90, 5, 5, 5])).toBe(0);
  expect(rise([0, 1, 2, -50, 4, 5, 6])).toBeCloseTo(6, 0);
});
