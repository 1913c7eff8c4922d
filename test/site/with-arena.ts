import type {Page} from "playwright-core";
import {expect} from "vitest";
import {errorBoxes, type OpenOptions, overflow, type Site} from "./harness.js";

/** `withArena` on the site of a test file, which is there by the time that a test runs. */
export const arenaOf =
  (site: () => Site) =>
  (use: (page: Page) => Promise<void>, options: OpenOptions = {}, path = "/arena"): Promise<void> =>
    withArena(site(), use, options, path);

/** Opens the arena, lets `use` work with it, and wants a clean console and no sideways scrolling at the end. */
export async function withArena(
  site: Site,
  use: (page: Page) => Promise<void>,
  options: OpenOptions = {},
  path = "/arena"
): Promise<void> {
  const opened = await site.open(path, options);
  try {
    await opened.page.waitForSelector('[data-lab="arena"][data-step]');
    await use(opened.page);
    expect(await errorBoxes(opened.page)).toEqual([]);
    expect(opened.problems).toEqual([]);
    expect(await overflow(opened.page)).toBeLessThanOrEqual(0);
  } finally {
    await opened.close();
  }
}
