import {expect, test} from "vitest";
import {duration} from "../../../src/components/mnist/status.js";

test("a time left is told in seconds below ten minutes, and in minutes from there", () => {
  expect([-1, 0, 12.4, 59.6, 185, 599.4, 600, 636, 7_200].map(duration)).toEqual([
    "0 s",
    "0 s",
    "12 s",
    "1 min 00 s",
    "3 min 05 s",
    "9 min 59 s",
    "10 min",
    "11 min",
    "120 min"
  ]);
});
