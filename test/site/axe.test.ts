import {existsSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {AxeResults} from "axe-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {book} from "../../src/book.js";
import {base, openSite, type Site, sizes} from "./harness.js";

// The policy of a page lets no script in, so axe is evaluated, not added.
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

/**
 * Left out: `scrollable-region-focusable`, since today's browsers let the keyboard into any region that scrolls, and a
 * tab stop at every long formula would be worse. The drawn halves of formulas are left out too: thousands of boxes that
 * ears never meet and that have the colour of their text.
 */
const options = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  rules: {
    "scrollable-region-focusable": {enabled: false},
    // Experimental: it compares the letters of a drawn formula with the name that is spoken for it.
    "label-content-name-mismatch": {enabled: false}
  }
};

/** What axe finds on a page as it stands: rule, where, why. */
async function findings(page: Awaited<ReturnType<Site["open"]>>["page"]): Promise<string[]> {
  const {violations} = (await page.evaluate(`(async () => {
    if (!window.axe) { ${axe} }
    return window.axe.run({exclude: [[".katex-html"]]}, ${JSON.stringify(options)});
  })()`)) as AxeResults;
  return violations.flatMap(({id, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${target.join(" ")}: ${failureSummary?.split("\n")[1]?.trim()}`)
  );
}

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
