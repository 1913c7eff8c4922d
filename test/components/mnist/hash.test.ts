import {expect, test} from "vitest";
import {hashOf} from "../../../src/components/mnist/hash.js";

/** FNV-1a as it is defined, in big integers. */
function slow(values: Float32Array): string {
  let h = 0xcbf29ce484222325n;
  for (const byte of new Uint8Array(values.buffer)) h = BigInt.asUintN(64, (h ^ BigInt(byte)) * 0x100000001b3n);
  return h.toString(16).padStart(16, "0");
}

test("the hash is FNV-1a over the bytes", () => {
  const values = Float32Array.from({length: 1023}, (_, i) => Math.sin(i));
  expect(hashOf(values)).toBe(slow(values));
  expect(hashOf(new Float32Array(0))).toBe("cbf29ce484222325");
});

test("one bit makes another hash", () => {
  const values = new Float32Array(100);
  const before = hashOf(values);
  values[99] = 1.4e-45;
  expect(hashOf(values)).not.toBe(before);
});
