import {existsSync, readFileSync} from "node:fs";
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, expect, test} from "vitest";
import {book} from "../../src/book.js";
import {base, openSite, type Site} from "./harness.js";

/** Compressed script that a page may load before the reader starts anything, in kB. */
const BUDGET = 250;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const pages = ["/index", ...book.flatMap(({chapters}) => chapters.map((c) => c.path))].filter((path) =>
  existsSync(`src${path}.md`)
);

test.concurrent.each(pages)(`%s loads less than ${BUDGET} kB of compressed script`, async (path) => {
  const scripts = new Map<string, number>();
  const {page, close} = await site.open(path, {
    before: async (p) => {
      p.on("response", (response) => {
        const {pathname} = new URL(response.url());
        if (
          /\.(js|wasm)$/.test(pathname) &&
          pathname.startsWith(base) &&
          response.request().resourceType() !== "other"
        ) {
          const file = `dist/${pathname.slice(base.length)}`;
          scripts.set(pathname.slice(base.length), gzipSync(readFileSync(file)).length);
        }
      });
    }
  });
  await page.waitForLoadState("networkidle");
  const total = [...scripts.values()].reduce((a, b) => a + b, 0) / 1000;
  const largest = [...scripts].sort((a, b) => b[1] - a[1]).slice(0, 6);
  expect(scripts.size).toBeGreaterThan(0);
  expect(
    total,
    `largest: ${largest.map(([file, size]) => `${file} ${Math.round(size / 1000)} kB`).join(", ")}`
  ).toBeLessThan(BUDGET);
  await close();
});
