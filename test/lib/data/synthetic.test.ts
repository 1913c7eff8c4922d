import {expect, test} from "vitest";
import {syntheticDigits} from "../../../lib/data/synthetic.js";

const data = syntheticDigits(400, {seed: 5});

test("same seed, same bytes; another seed, other bytes", () => {
  expect(syntheticDigits(400, {seed: 5})).toEqual(data);
  expect(syntheticDigits(400, {seed: 6}).inputs).not.toEqual(data.inputs);
});

test("classes are balanced and shuffled", () => {
  const counts = new Array(10).fill(0);
  for (const label of data.labels) counts[label]++;
  expect(counts).toEqual(new Array(10).fill(40));
  expect([...data.labels.subarray(0, 10)]).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("each image is framed as MNIST's are: ink within 20×20, centre of mass in [14, 15), some of it black", () => {
  for (let k = 0; k < data.count; ++k) {
    const image = data.inputs.subarray(784 * k, 784 * (k + 1));
    let [m, mx, my, x0, y0, x1, y1, max] = [0, 0, 0, 28, 28, 0, 0, 0];
    image.forEach((v, i) => {
      const [x, y] = [i % 28, Math.floor(i / 28)];
      m += v;
      mx += v * (x + 0.5);
      my += v * (y + 0.5);
      max = Math.max(max, v);
      if (v > 0) [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
    });
    expect(Math.max(x1 - x0, y1 - y0) + 1).toBeLessThanOrEqual(20);
    expect(Math.max(x1 - x0, y1 - y0) + 1).toBeGreaterThanOrEqual(18);
    expect(max).toBeGreaterThan(180);
    for (const c of [mx / m, my / m]) {
      // Rounding to bytes may move the centre by a hair.
      expect(c).toBeGreaterThanOrEqual(13.95);
      expect(c).toBeLessThan(15.05);
    }
  }
});

test("no two images of a class are the same", () => {
  const seen = new Set<string>();
  for (let k = 0; k < data.count; ++k) seen.add(data.inputs.subarray(784 * k, 784 * (k + 1)).join());
  expect(seen.size).toBe(data.count);
});
