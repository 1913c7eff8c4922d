import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const drawn = (page: Page, figure: string) => page.locator(`[data-figure="${figure}"] svg.plot .curve`).count();

test("a figure far below waits for the reader, or for paper; its place and its words are there before", async () => {
  // A page that is never idle.
  const {page, problems, close} = await site.open("/chapters/momentum", {
    before: (page) => page.addInitScript(() => (window.requestIdleCallback = () => 0))
  });
  await expect.poll(() => drawn(page, "ravine")).toBeGreaterThan(0);
  expect(await drawn(page, "wells")).toBe(0);
  const wells = page.locator('[data-figure="wells"]');
  const height = (await wells.boundingBox())!.height;
  expect(height).toBeGreaterThan(500);
  await wells.scrollIntoViewIfNeeded();
  await expect.poll(() => drawn(page, "wells")).toBeGreaterThan(0);
  await expect.poll(() => wells.locator(".figure-says").textContent()).toContain("From your start");
  await close();

  const second = await site.open("/chapters/momentum", {
    before: (page) => page.addInitScript(() => (window.requestIdleCallback = () => 0))
  });
  expect(await drawn(second.page, "wells")).toBe(0);
  await second.page.emulateMedia({media: "print"});
  await expect.poll(() => drawn(second.page, "wells")).toBeGreaterThan(0);
  expect([...problems, ...second.problems]).toEqual([]);
  await second.close();
});

test("once the reader is there, a page that has nothing else to do draws what is far below", async () => {
  const {page, close} = await site.open("/chapters/second-order");
  await page.waitForTimeout(300);
  expect(await drawn(page, "cost")).toBe(0);
  let y = 300;
  await expect
    .poll(
      async () => {
        // A page that is still loading does not hear of it.
        await page.mouse.move(700, ++y);
        return drawn(page, "cost");
      },
      {timeout: 20_000}
    )
    .toBeGreaterThan(0);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await close();
});
