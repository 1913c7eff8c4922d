import {existsSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {book} from "../../src/book.js";
import {findingsEverywhere} from "./axe-everywhere.js";
import {base, openSite, type Site, sizes} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

// The chapters are seen to in book-walk.test.ts, before and after they were used; arena and lab, used, in their own tests.
const labs = book.flatMap(({chapters}) => chapters.map(({path}) => path)).filter((p) => !p.startsWith("/chapters/"));
const pages = ["/index", "/404", "/design", "/licences", ...labs].filter((path) => existsSync(`src${path}.md`));

test.concurrent.each(pages)("axe finds nothing on %s, on both sizes, in light and dark", async (path) => {
  const mount = path === "/404" ? "/" : base;
  const {page, close} = await site.open(path, {...sizes.desktop, reducedMotion: true, mount});
  await page.waitForTimeout(250);
  expect(await findingsEverywhere(page)).toEqual({});
  await close();
});

test("nor on the front page once its race was played, held and begun again", async () => {
  const {page, close} = await site.open("/index", {...sizes.desktop, reducedMotion: true});
  await page.getByRole("button", {name: "Play"}).click();
  await page.getByRole("button", {name: "Pause"}).click();
  await page.getByRole("button", {name: "Play"}).waitFor();
  expect(await findingsEverywhere(page)).toEqual({});
  await close();
});

test("nor on /speed once it has measured", async () => {
  const {page, close} = await site.open("/speed", {...sizes.desktop, reducedMotion: true});
  await page.getByRole("button", {name: "Start the race"}).click();
  await page.getByRole("button", {name: "Race again"}).waitFor({timeout: 120_000});
  expect(await findingsEverywhere(page)).toEqual({});
  await close();
});
