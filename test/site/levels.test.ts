import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {type Browser, chromium} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {requireBrowser} from "../../tools/browser.js";
import {difference, hundredStepsExactly} from "../lib/train/article.js";
import {digits, type train as trainInPage} from "./in-page-levels.js";

// Which kernels a page trains with where relaxed SIMD, or WebAssembly altogether, is missing.

const {outputFiles} = await build({
  entryPoints: [fileURLToPath(new URL("in-page-levels.ts", import.meta.url))],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "levels"
});

type Trained = Awaited<ReturnType<typeof trainInPage>>;

let browser: Browser;
let exact: number[];
beforeAll(async () => {
  exact = (await hundredStepsExactly(digits())).losses;
  browser = await chromium.launch({executablePath: requireBrowser(), args: ["--no-sandbox"]});
});
afterAll(() => browser?.close());

/** Chromium cannot be told to forget relaxed SIMD, so this refuses what a browser without it refuses. */
const withoutRelaxed = `{
  const {validate} = WebAssembly;
  const madd = [0xfd, 0x85, 0x02];
  WebAssembly.validate = (bytes) => !bytes.some((_, i) => madd.every((b, j) => bytes[i + j] === b)) && validate(bytes);
}`;

/** Trains on a fresh page, with this policy, after this script. */
async function train({before = "", policy = ""}): Promise<Trained> {
  const page = await browser.newPage();
  try {
    await page.route("http://page.test/", (route) =>
      route.fulfill({
        contentType: "text/html",
        headers: policy ? {"content-security-policy": policy} : {},
        body: `<!doctype html><title>levels</title><script>${before}</script><script>${outputFiles[0].text}</script>`
      })
    );
    await page.goto("http://page.test/");
    return await page.evaluate(() => (globalThis as unknown as {levels: {train: typeof trainInPage}}).levels.train());
  } finally {
    await page.close();
  }
}

test.each([
  ["relaxed-simd", "everything is there", {}],
  ["simd", "relaxed SIMD is missing", {before: withoutRelaxed}],
  ["typescript", "a policy forbids WebAssembly", {policy: "default-src 'none'; script-src 'unsafe-inline'"}]
])("%s where %s: same seed, same weights; the first 100 losses within 1e-4 of float64", async (level, _, options) => {
  const trained = await train(options);
  expect(trained.level).toBe(level);
  const [first, second] = trained.runs;
  expect([first.engine, second.engine]).toEqual([level, level]);
  expect(second.hash).toBe(first.hash);
  expect(difference(first.losses, exact)).toBeLessThan(1e-4);
});
