import {existsSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {book} from "../../src/book.js";
import {findings} from "./axe-findings.js";
import {base, openSite, type Site, sizes} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const pages = [
  "/index",
  "/404",
  "/design",
  "/licences",
  ...book.flatMap(({chapters}) => chapters.map((c) => c.path))
].filter((path) => existsSync(`src${path}.md`));

describe.each(pages)("%s", (path) => {
  test.each(Object.entries(sizes))("axe finds nothing on a %s, in light and dark", async (_, size) => {
    const found: Record<string, string[]> = {};
    // Opened anew: colours on their way from one scheme to the other are neither.
    for (const scheme of ["light", "dark"] as const) {
      const options = {...size, scheme, reducedMotion: true, mount: path === "/404" ? "/" : base};
      const {page, close} = await site.open(path, options);
      await page.waitForTimeout(250);
      found[scheme] = await findings(page);
      await close();
    }
    expect(found).toEqual({light: [], dark: []});
  });
});
