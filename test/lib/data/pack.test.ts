import {expect, test} from "vitest";
import {crc32} from "../../../lib/data/checksum.js";
import {take} from "../../../lib/data/dataset.js";
import {createUnpacker, pack, unpack} from "../../../lib/data/pack.js";
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
  expect(() => unpack(version)).toThrow("unpack: unknown version: 9; expected 2");
});

test("one wrong bit is named with both checksums; piece by piece gives the same as at once", () => {
  const data = syntheticDigits(20, {seed: 2});
  const bytes = pack(data);
  const wrong = bytes.slice();
  wrong[777] ^= 4;
  expect(() => unpack(wrong)).toThrow(/unpack: mismatched checksum: [0-9a-f]{8}; expected [0-9a-f]{8}/);
  for (const size of [1, 7, 24, 1000]) {
    const unpacker = createUnpacker();
    for (let at = 0; at < bytes.length; at += size) unpacker.push(bytes.subarray(at, at + size).slice());
    expect(unpacker.finish()).toEqual(data);
  }
  const short = createUnpacker();
  short.push(bytes.slice(0, 500));
  expect(() => short.finish()).toThrow("unpack: mismatched size: 500 bytes; expected 15,724");
});

test("a header that claims more than a pack may have is refused before anything is allocated", () => {
  const bytes = pack(syntheticDigits(3));
  new DataView(bytes.buffer).setUint32(8, 0x7fffffff, true);
  let asked = 0;
  const unpacker = createUnpacker((n) => {
    asked += n;
    return new Uint8Array(0);
  });
  expect(() => unpacker.push(bytes)).toThrow("unpack: invalid size: 1,685,774,662,895 bytes; expected at most 200,000");
  expect(asked).toBe(0);
});

test("the checksum is the CRC-32 of gzip", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});
