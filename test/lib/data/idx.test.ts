import {expect, test} from "vitest";
import {readIdx, writeIdx} from "../../../lib/data/idx.js";
import {imageDataset} from "../../../lib/data/mnist.js";

test("readIdx inverts writeIdx", () => {
  const data = Uint8Array.from({length: 24}, (_, i) => 255 - i);
  const read = readIdx(writeIdx({data, shape: [2, 3, 4]}));
  expect(read.shape).toEqual([2, 3, 4]);
  expect([...read.data]).toEqual([...data]);
});

test("readIdx reads every number type, big-endian", () => {
  const of = (type: number, ...payload: number[]) => new Uint8Array([0, 0, type, 1, 0, 0, 0, 1, ...payload]);
  expect(readIdx(of(8, 200)).data).toEqual(new Uint8Array([200]));
  expect(readIdx(of(9, 0xff)).data).toEqual(new Int8Array([-1]));
  expect(readIdx(of(11, 0xff, 0xfe)).data).toEqual(new Int16Array([-2]));
  expect(readIdx(of(12, 0, 1, 0, 0)).data).toEqual(new Int32Array([65536]));
  expect(readIdx(of(13, 0x3f, 0xc0, 0, 0)).data).toEqual(new Float32Array([1.5]));
  expect(readIdx(of(14, 0xbf, 0xf8, 0, 0, 0, 0, 0, 0)).data).toEqual(new Float64Array([-1.5]));
});

test("readIdx works on a view that starts in the middle of a buffer", () => {
  const inner = writeIdx({data: new Uint8Array([7, 8]), shape: [2]});
  const outer = new Uint8Array(inner.length + 5);
  outer.set(inner, 5);
  expect([...readIdx(outer.subarray(5)).data]).toEqual([7, 8]);
});

test("readIdx names the size it found and the size it expected", () => {
  const header = new Uint8Array(4120);
  header.set([0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28]);
  expect(() => readIdx(header)).toThrow("readIdx: mismatched size: 4,120 bytes; expected 47,040,016");
});

test("readIdx never allocates what a wrong header asks for", () => {
  const header = new Uint8Array([0, 0, 14, 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  expect(() => readIdx(header)).toThrow(/^readIdx: mismatched size: 12 bytes; expected /);
});

test.each([
  [[], "readIdx: mismatched size: 0 bytes; expected at least 4, the header"],
  [[0x1f, 0x8b, 8, 0], "readIdx: invalid magic: 1f 8b (gzip); expected 00 00; decompress first"],
  [[60, 33, 68, 79], "readIdx: invalid magic: 3c 21; expected 00 00"],
  [[0, 0, 7, 1, 0, 0, 0, 0], "readIdx: unknown type: 0x07; expected 0x08, 0x09 or 0x0b to 0x0e"],
  [[0, 0, 8, 0], "readIdx: invalid number of dimensions: 0; expected at least 1"],
  [[0, 0, 8, 3, 0, 0], "readIdx: mismatched size: 6 bytes; expected at least 16, the header of 3 dimensions"]
])("readIdx rejects %j", (bytes, message) => {
  expect(() => readIdx(new Uint8Array(bytes))).toThrow(message);
});

test("imageDataset joins images and labels, and rejects different counts and labels too large", () => {
  const images = writeIdx({data: new Uint8Array(2 * 4).fill(9), shape: [2, 2, 2]});
  const labels = (...l: number[]) => writeIdx({data: new Uint8Array(l), shape: [l.length]});
  const data = imageDataset(images, labels(3, 4), {source: "mnist"});
  expect(data).toMatchObject({count: 2, shape: [2, 2], scale: 1 / 255, classes: 10, source: "mnist"});
  expect([...data.labels]).toEqual([3, 4]);
  expect(() => imageDataset(images, labels(3))).toThrow("imageDataset: mismatched count: 1 labels; expected 2");
  expect(() => imageDataset(images, labels(3, 10))).toThrow(
    "dataset: invalid label: 10 at example 1; expected less than 10"
  );
  expect(() => imageDataset(labels(1), labels(1))).toThrow("imageDataset: mismatched images");
});
