import {readFile} from "node:fs/promises";
import {expect, test} from "vitest";
import {bestLevel, createKernels, levels, supports} from "../../../lib/kernels/index.js";
import {sourceHash} from "../../../tools/kernels.js";
import {simdLevels} from "./harness.js";

// Compiling takes seconds: `npm run kernels -- --check` compares the bytes themselves.
test("the committed modules were compiled from the sources as they are", async () => {
  const hash = await sourceHash();
  for (const name of ["relaxed-simd", "simd"])
    expect(await readFile(new URL(`../../../lib/kernels/generated/${name}.ts`, import.meta.url), "utf8")).toContain(
      hash
    );
});

test(`Node ${process.versions.node} is tested at these levels: ${simdLevels.join(", ")} against typescript`, () => {
  expect(simdLevels).toContain("simd");
});

test("the fastest level that runs is chosen, and one that does not exist is named", () => {
  expect(supports("typescript")).toBe(true);
  expect(bestLevel()).toBe(levels.find(supports));
  expect(createKernels(1).level).toBe(bestLevel());
  expect(() => createKernels(1, {level: "avx" as never})).toThrow("createKernels: unknown level: avx");
  expect(() => createKernels(2 ** 33)).toThrow("createKernels: invalid size");
});
