import {expect, test} from "vitest";
import {envelope, lossSeries} from "../../../src/components/mnist/loss-series.js";
import {duration} from "../../../src/components/mnist/status.js";

test("the average of a constant is the constant from the first step on", () => {
  const series = lossSeries(0.9);
  series.push([2.5, 2.5, 2.5]);
  for (const s of series.smooth) expect(s).toBeCloseTo(2.5, 12);
});

test("the average is the weighted mean of what came before", () => {
  const series = lossSeries(0.5);
  series.push([1, 3]);
  expect(series.smooth[1]).toBeCloseTo((0.5 * 1 + 1 * 3) / 1.5, 12);
});

test("losses that are not numbers are left out; clear starts afresh", () => {
  const series = lossSeries();
  series.push([1, Number.NaN, Infinity, 2]);
  expect(series.raw).toEqual([1, 2]);
  series.clear();
  series.push([7]);
  expect(series.smooth).toEqual([7]);
});

test("the envelope keeps every extreme and never has more columns than asked for", () => {
  const values = Array.from({length: 1000}, (_, i) => Math.sin(i) + (i === 777 ? 50 : 0));
  const bins = envelope(values, 64);
  expect(bins).toHaveLength(64);
  expect(Math.max(...bins.map(([, , high]) => high))).toBe(values[777]);
  expect(Math.min(...bins.map(([, low]) => low))).toBe(Math.min(...values));
  expect(envelope([4], 64)).toEqual([[0, 4, 4]]);
  expect(envelope([], 64)).toEqual([]);
});

test("durations are short and in plain units", () => {
  expect([0, 12.4, 59.7, 185].map(duration)).toEqual(["0 s", "12 s", "1 min 00 s", "3 min 05 s"]);
});
