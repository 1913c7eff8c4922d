import {expect, test} from "vitest";
import {hash} from "../../../src/components/arena/hash.js";
import {normals} from "../../../src/components/arena/problem.js";

test("10,000 hashed numbers are uniform: mean 1/2 and variance 1/12 within 2 %", () => {
  const values = Array.from({length: 10_000}, (_, k) => hash(3, 1, k));
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(variance * 12 - 1)).toBeLessThan(0.02);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
});

test("20,000 normal numbers have mean 0, variance 1, and no correlation between the two within 0.03", () => {
  const pairs = Array.from({length: 20_000}, (_, k) => normals(5, 2, k));
  const mean = (f: (p: [number, number]) => number) => pairs.reduce((sum, p) => sum + f(p), 0) / pairs.length;
  expect(Math.abs(mean(([a]) => a))).toBeLessThan(0.03);
  expect(Math.abs(mean(([a]) => a * a) - 1)).toBeLessThan(0.03);
  expect(Math.abs(mean(([, b]) => b * b) - 1)).toBeLessThan(0.03);
  expect(Math.abs(mean(([a, b]) => a * b))).toBeLessThan(0.03);
});

test("streams and steps do not repeat each other", () => {
  const seen = new Set<number>();
  for (let stream = 0; stream < 8; ++stream) for (let k = 0; k < 1000; ++k) seen.add(hash(1, stream, k));
  expect(seen.size).toBeGreaterThan(7990);
});
