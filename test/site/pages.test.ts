import {existsSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {book} from "../../src/book.js";
import {base, errorBoxes, openSite, overflow, type Site, sizes} from "./harness.js";

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

test("the front page and the labs are there", () => {
  expect(pages).toEqual(expect.arrayContaining(["/index", "/arena", "/mnist"]));
});

describe.each(pages)("%s", (path) => {
  test.each(Object.entries(sizes))("is clean on a %s, in light and dark", async (_, size) => {
    for (const scheme of ["light", "dark"] as const) {
      const {page, problems, close} = await site.open(path, {...size, scheme, mount: mountOf(path)});
      await page.waitForTimeout(300);
      expect(await errorBoxes(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      expect(problems).toEqual([]);
      await close();
    }
  });
});
