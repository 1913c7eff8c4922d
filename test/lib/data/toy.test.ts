import {expect, test} from "vitest";
import {readCsv} from "../../../lib/data/csv.js";
import {checkDataset, type Dataset, take} from "../../../lib/data/dataset.js";
import {blobs, circles, moons, noisyLine, spirals, xor} from "../../../lib/data/toy.js";

const point = (d: Dataset, i: number) => [d.inputs[2 * i], d.inputs[2 * i + 1]];

test("without noise, points lie where the formula says", () => {
  const c = circles(100, {noise: 0});
  for (let i = 0; i < 100; ++i) expect(Math.hypot(...point(c, i))).toBeCloseTo(c.labels[i] ? 0.5 : 1, 12);
  const m = moons(100, {noise: 0});
  for (let i = 0; i < 100; ++i) {
    const [x, y] = point(m, i);
    expect(m.labels[i] ? Math.hypot(x - 1, y - 0.5) : Math.hypot(x, y)).toBeCloseTo(1, 12);
  }
  const q = xor(100, {noise: 0});
  for (let i = 0; i < 100; ++i) expect(point(q, i)[0] * point(q, i)[1] < 0).toBe(q.labels[i] === 1);
  const s = spirals(99, {noise: 0, classes: 3});
  for (let i = 0; i < 99; ++i) expect(Math.hypot(...point(s, i))).toBeLessThanOrEqual(1);
});

test("noise has the standard deviation asked for, within 5 % at 20,000 points", () => {
  const b = blobs(20_000, {noise: 0.3, classes: 4, seed: 2});
  let sum = 0;
  for (let i = 0; i < b.count; ++i) {
    const t = (Math.PI / 2) * b.labels[i];
    const [x, y] = point(b, i);
    sum += (x - Math.cos(t)) ** 2 + (y - Math.sin(t)) ** 2;
  }
  expect(Math.abs(Math.sqrt(sum / (2 * b.count)) / 0.3 - 1)).toBeLessThan(0.05);
});

test("a noisy line has its slope and intercept, by least squares, within 0.02", () => {
  const {inputs: x, targets, count: n} = noisyLine(5000, {noise: 0.2, slope: -1.5, intercept: 0.75});
  let [sx, sy, sxx, sxy] = [0, 0, 0, 0];
  for (let i = 0; i < n; ++i) {
    sx += x[i];
    sy += targets![i];
    sxx += x[i] * x[i];
    sxy += x[i] * targets![i];
  }
  const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  expect(Math.abs(slope + 1.5)).toBeLessThan(0.02);
  expect(Math.abs((sy - slope * sx) / n - 0.75)).toBeLessThan(0.02);
});

test("seeds repeat, data sets are well formed, take shares memory", () => {
  for (const make of [moons, circles, spirals, blobs, xor, noisyLine]) {
    const d = make(60, {seed: 9});
    expect(make(60, {seed: 9})).toEqual(d);
    expect(make(60, {seed: 8}).inputs).not.toEqual(d.inputs);
    expect(checkDataset(d)).toBe(d);
    expect(checkDataset(take(d, 7))).toMatchObject({count: 7});
    expect(take(d, 7).inputs.buffer).toBe(d.inputs.buffer);
  }
  expect(() => blobs(10, {classes: 2.5})).toThrow("toy data: invalid number of classes: 2.5");
  expect(() => take(moons(4), 1.5)).toThrow("take: invalid number of examples: 1.5");
  expect(take(moons(4), Infinity).count).toBe(4);
  expect(() => spirals(10, {classes: 1})).toThrow("toy data: invalid number of classes: 1; expected 2 to 255");
});

test("readCsv reads rows of label and pixels, with or without a header", () => {
  const data = readCsv("label,a,b,c,d\n3,0,1,2,255\n9,4,5,6,7\n");
  expect(data).toMatchObject({count: 2, shape: [2, 2], classes: 10, source: "file"});
  expect([...data.labels]).toEqual([3, 9]);
  expect([...data.inputs]).toEqual([0, 1, 2, 255, 4, 5, 6, 7]);
  expect(readCsv("3,0,1,2,255\r\n9,4,5,6,7")).toEqual(data);
  expect(readCsv('"label","a","b","c","d"\n"3","0","1","2","255"\n9,4,5,6,7')).toEqual(data);
  expect(readCsv('"3","0","1","2","255"\n9,4,5,6,7')).toEqual(data);
});

test("more classes than a byte can tell are refused, not wrapped round", () => {
  const message = "dataset: invalid number of classes: 1000; expected a whole number up to 255";
  expect(() => readCsv("300,0\n2,1\n3,1", {classes: 1000})).toThrow(message);
});

test("readCsv names the row that is wrong", () => {
  expect(() => readCsv("")).toThrow("readCsv: invalid text: no rows");
  expect(() => readCsv("1,2,3")).toThrow("readCsv: mismatched columns: 3; expected a label and a square number");
  expect(() => readCsv("1,0,0,0,0\n1,0,0,0")).toThrow("readCsv: mismatched columns: 4 in row 2; expected 5");
  expect(() => readCsv("1,0,0,0,0\n10,0,0,0,0")).toThrow(
    "readCsv: invalid label: 10 in row 2; expected an integer from 0 to 9"
  );
  expect(() => readCsv("1,0,0,256,0")).toThrow("readCsv: invalid pixel: 256 in row 1");
  expect(() => readCsv("1,0,0,,0")).toThrow("readCsv: invalid pixel:  in row 1");
});

test("readCsv finds labels that come last, and names a wrong one instead of reading pixels as labels", () => {
  const rows = (cells: (i: number) => readonly number[]) =>
    Array.from({length: 10}, (_, i) => cells(i).join(",")).join("\n");
  const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect([...readCsv(rows((i) => [0, 9, 9, 16, i])).labels]).toEqual(labels);
  expect([...readCsv(rows((i) => [i < 4 ? i : 200, 9, 9, 99, i])).labels]).toEqual(labels);
  expect([...readCsv(rows((i) => [i, 9, 9, 9, i % 3])).labels]).toEqual(labels);
  const wrong = "readCsv: invalid label: 10 in row 1; expected an integer from 0 to 9";
  expect(() => readCsv(rows((i) => [i || 10, 9, 9, 9, i % 3]))).toThrow(wrong);
  expect(() => readCsv(rows((i) => [0, 9, 9, 9, i || 10]))).toThrow(wrong);
  expect(() => readCsv(rows((i) => [i + 0.5, 9, 9, 9, i + 0.5]))).toThrow("readCsv: invalid label: 0.5 in row 1");
});

test("readCsv stretches pixels of 0 to 16, and of 0 and 1, to 255", () => {
  expect([...readCsv("3,0,8,4,16\n9,0,0,0,0").inputs]).toEqual([0, 128, 64, 255, 0, 0, 0, 0]);
  expect([...readCsv("3,0,1,0,1\n9,1,0,0,1").inputs]).toEqual([0, 255, 0, 255, 255, 0, 0, 255]);
  expect([...readCsv("3,0,0,0,17\n9,0,0,0,0").inputs]).toEqual([0, 0, 0, 17, 0, 0, 0, 0]);
});
