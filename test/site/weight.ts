import {readFileSync} from "node:fs";
import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {expect} from "vitest";

/** Compressed script that a page may load before the reader starts anything, in kB. */
const BUDGET = 250;

/** Weighs each script and each WebAssembly module that a page gets from the site mounted there, in kB, compressed. */
export function weigh(page: Page, mount: string): Map<string, number> {
  const scripts = new Map<string, number>();
  page.on("response", (response) => {
    const {pathname} = new URL(response.url());
    if (!pathname.startsWith(mount) || !/\.(js|wasm)$/.test(pathname)) return;
    if (response.request().resourceType() === "other" || response.status() !== 200) return;
    const file = pathname.slice(mount.length);
    scripts.set(file, gzipSync(readFileSync(`dist/${file}`)).length / 1000);
  });
  return scripts;
}

/** Wants some scripts, and together no more than the budget. */
export function expectLight(scripts: Map<string, number>) {
  const total = [...scripts.values()].reduce((a, b) => a + b, 0);
  const largest = [...scripts].sort((a, b) => b[1] - a[1]).slice(0, 6);
  const list = largest.map(([file, size]) => `${file} ${Math.round(size)} kB`).join(", ");
  expect(scripts.size).toBeGreaterThan(0);
  expect(total, `more than ${BUDGET} kB of compressed script; largest: ${list}`).toBeLessThan(BUDGET);
}
