import type {Page} from "playwright-core";
import {findings} from "./axe-findings.js";
import {sizes} from "./harness.js";

/** Sizes and schemes to look at. */
const all = (["light", "dark"] as const).flatMap((scheme) =>
  Object.keys(sizes).map((size) => ({size: size as keyof typeof sizes, scheme}))
);
/** Two that have both sizes and both schemes among them. */
export const diagonal = [all[0], all[3]];

/**
 * What axe finds on both sizes, in light and dark, in one load. For pages opened with reduced motion: colours change at
 * once there, while on their way they would be neither.
 */
export async function findingsEverywhere(page: Page, where = all): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const {size, scheme} of where) {
    await page.emulateMedia({colorScheme: scheme});
    await page.setViewportSize(sizes[size]);
    // Two frames: figures follow their width in the first.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.waitForTimeout(100);
    const list = await findings(page);
    if (list.length) found[`${size}, ${scheme}`] = list;
  }
  await page.setViewportSize(sizes.desktop);
  await page.emulateMedia({colorScheme: "light"});
  return found;
}
