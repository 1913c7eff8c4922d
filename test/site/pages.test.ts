import {existsSync, readFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {book} from "../../src/book.js";
import {base, errorBoxes, openSite, overflow, type Site, sizes} from "./harness.js";
import {expectLight, weigh} from "./weight.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const chapters = book.flatMap((part) => part.chapters.map(({path}) => path));
const others = ["/index", "/404", "/design", "/licences"];
/** A host shows 404.html at any depth, so it alone is bound to where the site is mounted: by default the root. */
const mountOf = (path: string) => (path === "/404" ? "/" : base);
const pages = [...others, ...chapters].filter((path) => existsSync(`src${path}.md`));

/** Layout shift while a page loads, as browsers measure it; up to 0.1 counts as good. */
const SHIFT = 0.1;
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, {shifts});
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & {value: number}).value);
    }).observe({type: "layout-shift", buffered: true});
  });
const shiftOf = (page: Page) =>
  page.evaluate(() => (window as typeof window & {shifts: number[]}).shifts.reduce((a, b) => a + b, 0));

/** The figures that docs/embedding.md names: "momentum/ravine". */
const named = [...readFileSync("docs/embedding.md", "utf8").matchAll(/^\| `([a-z-]+\/[a-z-]+)` \|/gm)]
  .map(([, name]) => name)
  .filter((name) => !name.startsWith("arena/"));
const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
/** Wants a row in docs/embedding.md for each figure of a page, and a figure for each row. */
async function expectNamed(page: Page, path: string) {
  const made = await page
    .locator("figure[data-figure]")
    .evaluateAll((figures) => figures.map((figure) => (figure as HTMLElement).dataset.figure).sort());
  const rows = named.filter((name) => name.startsWith(`${nameOf(path)}/`)).map((name) => name.split("/")[1]);
  expect(made, `${path}: each figure needs a row in docs/embedding.md`).toEqual(rows.sort());
}

test("docs/embedding.md names figures of pages that are there", () => {
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !pages.some((path) => nameOf(path) === name.split("/")[0]))).toEqual([]);
});

test("the front page and the labs are there", () => {
  expect(pages).toEqual(expect.arrayContaining(["/index", "/arena", "/mnist"]));
});

// One load serves all, since loading is what takes the time; each scheme is loaded in on one size.
const loads = [
  {name: "desktop", size: sizes.desktop, schemes: ["light", "dark"]},
  {name: "phone", size: sizes.phone, schemes: ["dark", "light"]}
] as const;

describe.each(pages)("%s", (path) => {
  test.concurrent.each(loads)("is clean and light on a $name, in light and dark", async ({size, schemes}) => {
    let scripts = new Map<string, number>();
    const {page, problems, close} = await site.open(path, {
      ...size,
      scheme: schemes[0],
      mount: mountOf(path),
      async before(page) {
        await watchShifts(page);
        scripts = weigh(page, mountOf(path));
      }
    });
    for (const colorScheme of schemes) {
      await page.emulateMedia({colorScheme});
      await page.waitForTimeout(300);
      expect(await errorBoxes(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(problems).toEqual([]);
      expect(
        await shiftOf(page),
        "layout shift; npm run rooms measures the figures anew, and the next build keeps their room"
      ).toBeLessThan(SHIFT);
    }
    await page.waitForLoadState("networkidle");
    expectLight(scripts);
    if (path === "/index" || chapters.includes(path)) await expectNamed(page, path);
    await close();
  });
});
