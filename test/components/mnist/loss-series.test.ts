import {expect, test} from "vitest";
import {lossSeries} from "../../../src/components/mnist/loss-series.js";
import {duration} from "../../../src/components/mnist/status.js";

const all = 1e9;
const smooth = (series: ReturnType<typeof lossSeries>) => series.envelope(all).map(([, , , s]) => s);

test("the average of a constant is the constant from the first step on", () => {
  const series = lossSeries(0.9);
  series.push([2.5, 2.5, 2.5]);
  for (const s of smooth(series)) expect(s).toBeCloseTo(2.5, 12);
});

test("the average is the weighted mean of what came before", () => {
  const series = lossSeries(0.5);
  series.push([1, 3]);
  expect(smooth(series)[1]).toBeCloseTo((0.5 * 1 + 1 * 3) / 1.5, 12);
  expect(series.last()).toEqual({loss: 3, smooth: smooth(series)[1]});
});

test("losses that are not numbers are left out; a cut forgets what came after, as if it had not been", () => {
  const series = lossSeries();
  expect(series.last()).toBeUndefined();
  series.push([1, Number.NaN, Infinity, 2, 7]);
  expect([...series.losses()]).toEqual([1, 2, 7]);
  series.cut(2);
  const other = lossSeries();
  other.push([1, 2]);
  expect([...series.losses()]).toEqual([1, 2]);
  expect(series.envelope(all)).toEqual(other.envelope(all));
  series.cut(0);
  expect(series.length).toBe(0);
});

test("the envelope keeps every extreme and never has more columns than asked for", () => {
  const values = Array.from({length: 1000}, (_, i) => Math.fround(Math.sin(i) + (i === 777 ? 50 : 0)));
  const series = lossSeries();
  series.push(values);
  const bins = series.envelope(64);
  expect(bins).toHaveLength(64);
  expect(Math.max(...bins.map(([, , high]) => high))).toBe(values[777]);
  expect(Math.min(...bins.map(([, low]) => low))).toBe(Math.min(...values));
  expect(lossSeries().envelope(64)).toEqual([]);
});

test("however long a run is, drawing takes the same number of cells, and every loss and extreme is kept", () => {
  const count = 40_000;
  const values = Float32Array.from({length: count}, (_, i) => 1 + Math.sin(i / 50) + (i === 12_345 ? 50 : 0));
  const series = lossSeries();
  series.push(values);
  expect(series.losses()).toEqual(values);
  const bins = series.envelope(all);
  expect(bins.length).toBeLessThanOrEqual(8192);
  expect(bins.length).toBeGreaterThan(4096);
  expect(Math.max(...bins.map(([, , high]) => high))).toBe(values[12_345]);
  expect(bins.every(([i], b) => i > (bins[b - 1]?.[0] ?? -1) && i < count)).toBe(true);
  expect(bins.at(-1)?.[3]).toBe(series.last()?.smooth);
});

test("durations are short and in plain units", () => {
  expect([0, 12.4, 59.7, 185].map(duration)).toEqual(["0 s", "12 s", "1 min 00 s", "3 min 05 s"]);
});
