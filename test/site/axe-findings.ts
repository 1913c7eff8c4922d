import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {AxeResults} from "axe-core";
import type {Page} from "playwright-core";

// The policy of a page lets no script in, so axe is evaluated, not added.
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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
export async function findings(page: Page): Promise<string[]> {
  const {violations} = (await page.evaluate(`(async () => {
    if (!window.axe) { ${axe} }
    return window.axe.run({exclude: [[".katex-html"]]}, ${JSON.stringify(options)});
  })()`)) as AxeResults;
  return violations.flatMap(({id, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${target.join(" ")}: ${failureSummary?.split("\n")[1]?.trim()}`)
  );
}
