import {readdir} from "node:fs/promises";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {chromium} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {requireBrowser} from "../../tools/browser.js";
import type {Outcome} from "./in-page-vitest.js";

// The unit tests of the kernels themselves, in Chromium, which has relaxed SIMD where Node 20 has not.

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
let levels: string[];
let outcomes: Outcome[];
let close: () => Promise<void>;

beforeAll(async () => {
  const folder = path("../lib/kernels/");
  // generated.test.ts reads the sources from the disk.
  const files = (await readdir(folder)).filter((f) => f.endsWith(".test.ts") && f !== "generated.test.ts");
  const contents = [
    ...files.map((f) => `import "./${f}";`),
    'export {runTests} from "vitest";',
    'export {simdLevels} from "./harness.js";'
  ].join("\n");
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: folder, loader: "ts"},
    bundle: true,
    write: false,
    format: "iife",
    globalName: "kernelTests",
    alias: {vitest: path("in-page-vitest.ts")}
  });
  const browser = await chromium.launch({executablePath: requireBrowser(), args: ["--no-sandbox"]});
  close = () => browser.close();
  const page = await browser.newPage();
  await page.addScriptTag({content: outputFiles[0].text});
  [levels, outcomes] = await page.evaluate(async () => {
    type Tests = {runTests(): Promise<Outcome[]>; simdLevels: string[]};
    const {runTests, simdLevels} = (globalThis as unknown as {kernelTests: Tests}).kernelTests;
    return [simdLevels, await runTests()] as const;
  });
});

afterAll(() => close?.());

test("Chromium has both SIMD levels beside plain TypeScript", () => {
  expect(levels).toEqual(["relaxed-simd", "simd"]);
});

test("at each of them the kernels agree with the plain ones: all lengths, odd sizes, NaN, infinities, denormals", () => {
  for (const level of ["relaxed-simd", "simd"])
    expect(outcomes.filter(({name}) => name.startsWith(level)).length).toBeGreaterThan(30);
  expect(outcomes.filter(({error}) => error)).toEqual([]);
});
