import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {writeOfflineWorker} from "../../tools/finish/offline.js";
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

test("a new version waits until no page of the old one is open, so that nobody gets half of each", async () => {
  const next = mkdtempSync(join(tmpdir(), "nabla-next-"));
  const own = await openSite();
  try {
    cpSync("dist", next, {recursive: true});
    for (const file of ["index.html", "arena.html"])
      writeFileSync(join(next, file), readFileSync(join(next, file), "utf8").replace(/<title>/, "<title>Next: "));
    await writeOfflineWorker(next);

    const {page, context, problems, close} = await own.open("/", {offline: true});
    const addresses = ["index.html", "arena.html"].map((file) => new URL(file, page.url()).href);
    await page.evaluate(() => navigator.serviceWorker.ready);
    own.deploy(next);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const {active} = registration;
      await registration.update();
      while (!registration.waiting && registration.active === active)
        await new Promise((resolve) => setTimeout(resolve, 50));
    });
    /** Which version each page is of. */
    const versions = async (tab: Page) => {
      const titles: string[] = [];
      for (const address of addresses) {
        await tab.goto(address, {waitUntil: "load"});
        titles.push((await tab.title()).startsWith("Next: ") ? "new" : "old");
      }
      return titles;
    };
    const second = await context.newPage();
    expect(await versions(page)).toEqual(["old", "old"]);
    expect(await versions(second)).toEqual(["old", "old"]);
    expect(problems).toEqual([]);

    await page.close();
    // Each try is made from no page of the site at all: the pages that a try too early opens are old ones again.
    const later = async () => {
      await second.goto("about:blank");
      await second.waitForTimeout(200);
      return await versions(second);
    };
    await expect.poll(later).toEqual(["new", "new"]);
    await close();
  } finally {
    await own.close();
    rmSync(next, {recursive: true, force: true});
  }
});

test("files that were exchanged while the worker fetched them are not kept beside those of before", async () => {
  const own = await openSite({
    answer(request, response) {
      if (!request.url?.startsWith("/arena.html")) return false;
      response.writeHead(200, {"content-type": "text/html"}).end("<title>Next</title>");
      return true;
    }
  });
  try {
    const {page, close} = await own.open("/licences", {offline: true});
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
      while (worker && !["redundant", "activated"].includes(worker.state))
        await new Promise((resolve) => setTimeout(resolve, 50));
      return worker?.state ?? "none";
    });
    expect(["redundant", "none"]).toContain(state);
    await close();
  } finally {
    await own.close();
  }
});
