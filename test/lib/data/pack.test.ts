import {expect, test} from "vitest";
import {take} from "../../../lib/data/dataset.js";
import {pack, unpack} from "../../../lib/data/pack.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";

test("unpack inverts pack, without copying", () => {
  const data = syntheticDigits(30, {seed: 3});
  const bytes = pack(data);
  const read = unpack(bytes);
  expect(read).toEqual(data);
  expect(read.inputs.buffer).toBe(bytes.buffer);
});

test("a pack may be empty and still says its source", () => {
  const read = unpack(pack(take(syntheticDigits(10), 0)));
  expect(read).toMatchObject({count: 0, source: "synthetic", shape: [28, 28]});
});

test("unpack names what is wrong", () => {
  const bytes = pack(syntheticDigits(3));
  expect(() => unpack(bytes.subarray(0, 10))).toThrow("unpack: mismatched size: 10 bytes; expected at least 24");
  expect(() => unpack(bytes.subarray(0, 1000))).toThrow("unpack: mismatched size: 1,000 bytes; expected 2,379");
  expect(() => unpack(new Uint8Array(24).fill(60))).toThrow("unpack: invalid magic: 3c3c3c3c; expected 4e424c41");
  const version = bytes.slice();
  version[4] = 9;
  expect(() => unpack(version)).toThrow("unpack: unknown version: 9; expected 1");
});
