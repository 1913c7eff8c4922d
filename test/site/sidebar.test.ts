import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site, sizes} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test.each(["desktop", "phone"] as const)("the sidebar opens and closes by keyboard on a %s", async (size) => {
  const {page, problems, close} = await site.open("/chapters/gradient", sizes[size]);
  const shown = () =>
    page.locator("#observablehq-sidebar").evaluate((node) => getComputedStyle(node).visibility === "visible");
  const button = page.getByRole("button", {name: /sidebar/i});
  const before = await shown();
  expect(await button.getAttribute("aria-expanded")).toBe(String(before));
  await button.focus();
  await page.keyboard.press("Enter");
  await expect.poll(shown).toBe(!before);
  await expect.poll(() => button.getAttribute("aria-expanded")).toBe(String(!before));
  await page.keyboard.press("Enter");
  await expect.poll(shown).toBe(before);
  expect(problems).toEqual([]);
  await close();
});
