import {afterAll, beforeAll, expect, test} from "vitest";
import {errorBoxes, openSite, type Site} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test("after the first visit, pages that were never opened can be read without a network", async () => {
  const {page, context, problems, close} = await site.open("/", {offline: true});
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  for (const path of ["arena.html", "index.html?any=query"]) {
    await page.goto(new URL(path, page.url()).href, {waitUntil: "load"});
    await page.waitForFunction(() => !document.querySelector("observablehq-loading"));
    expect(await errorBoxes(page)).toEqual([]);
    expect(await page.locator("h1").textContent()).not.toContain("no page here");
  }
  expect(problems).toEqual([]);
  await close();
});
