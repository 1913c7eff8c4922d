import {expect, test} from "vitest";
import {batchAt, hashed, normalsAt} from "../../../lib/surfaces/noise.js";

test("10,000 hashed numbers are uniform: mean 1/2 and variance 1/12 within 2 %", () => {
  const values = Array.from({length: 10_000}, (_, k) => hashed(3, 1, k));
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(variance * 12 - 1)).toBeLessThan(0.02);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
});

test("20,000 normal numbers have mean 0, variance 1, and no correlation between the two within 0.03", () => {
  const pairs = Array.from({length: 20_000}, (_, k) => normalsAt(5, 2, k));
  const mean = (f: (p: [number, number]) => number) => pairs.reduce((sum, p) => sum + f(p), 0) / pairs.length;
  expect(Math.abs(mean(([a]) => a))).toBeLessThan(0.03);
  expect(Math.abs(mean(([a]) => a * a) - 1)).toBeLessThan(0.03);
  expect(Math.abs(mean(([, b]) => b * b) - 1)).toBeLessThan(0.03);
  expect(Math.abs(mean(([a, b]) => a * b))).toBeLessThan(0.03);
});

test("streams and steps do not repeat each other", () => {
  const seen = new Set<number>();
  for (let stream = 0; stream < 8; ++stream) for (let k = 0; k < 1000; ++k) seen.add(hashed(1, stream, k));
  expect(seen.size).toBeGreaterThan(7990);
});

test("the batches of an epoch hold every example once, and the next epoch has another order", () => {
  const plan = {count: 12, batchSize: 3, seed: 4, stream: 0};
  const epoch = (first: number) => [0, 1, 2, 3].flatMap((k) => batchAt(plan, first + k));
  expect([...epoch(1)].sort((a, b) => a - b)).toEqual(Array.from({length: 12}, (_, i) => i));
  expect(epoch(5)).not.toEqual(epoch(1));
  expect(batchAt({...plan, batchSize: 5}, 3).length).toBe(5);
  expect(() => batchAt({...plan, batchSize: 0}, 1)).toThrow("batchAt: invalid batchSize: 0; expected a positive");
  expect(() => batchAt(plan, 0)).toThrow("batchAt: invalid step: 0");
});
