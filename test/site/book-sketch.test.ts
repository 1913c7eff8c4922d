import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site, sizes} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test("a curve drawn by keyboard is judged against the computed one, remembered, and can be drawn again", async () => {
  const {page, problems, close} = await site.open("/chapters/momentum");
  const box = page.locator(".predict:has(.sketch-pad:not(.slides))");
  const pad = box.locator("svg.sketch-pad");
  const commit = box.getByRole("button", {name: "This is my curve"});
  expect(await commit.isDisabled()).toBe(true);
  const knobs = box.getByRole("slider");
  // Low at step 12, 24 and so on: not what a heavy ball does.
  for (let i = 0; i < (await knobs.count()); ++i) {
    await knobs.nth(i).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("PageUp");
    await page.keyboard.press("ArrowUp");
  }
  expect(await knobs.first().getAttribute("aria-valuenow")).toBe("12");
  const drawn = await pad.getAttribute("aria-label");
  expect(drawn).toContain("your curve: 1 at step 0, 0.14 at step 12");
  expect(drawn).not.toContain("computed");
  await commit.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => pad.getAttribute("aria-label")).toContain("computed: 1 at step 0");
  expect(await box.getAttribute("data-closeness")).toMatch(/^(near|surprise|close)$/);
  expect(await box.locator(".reveal").textContent()).toMatch(/On average your curve is \d+ % of the height away/);
  expect(await commit.isVisible()).toBe(false);
  await page.reload();
  await expect.poll(() => pad.getAttribute("aria-label")).toContain("0.14 at step 12");
  expect(await box.locator(".reveal").textContent()).toContain("rolls up the other side");
  await box.getByRole("button", {name: "Guess again"}).click();
  expect(await pad.getAttribute("aria-label")).not.toContain("computed");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("slider");
  expect(problems).toEqual([]);
  await close();
});

test("a curve drawn near the truth by pointer is called close, and the figure above shows the run", async () => {
  const {page, problems, close} = await site.open("/chapters/learning-rate", sizes.phone);
  const box = page.locator(".predict:has(.sketch-pad:not(.slides))");
  const pad = box.locator("svg.sketch-pad");
  await pad.scrollIntoViewIfNeeded();
  const {x, y, width, height} = (await pad.boundingBox())!;
  // The plot's room inside the margins of its axes; the loss axis ends at 1.2.
  const [left, right, top, bottom] = [x + 50, x + width - 16, y + 12, y + height - 40];
  const at = (step: number) =>
    [left + (step / 20) * (right - left), bottom - (0.81 ** step / 1.2) * (bottom - top)] as const;
  await page.mouse.move(...at(0.4));
  await page.mouse.down();
  for (let step = 1; step <= 16; ++step) await page.mouse.move(...at(step));
  await page.mouse.up();
  await box.getByRole("button", {name: "This is my curve"}).click();
  await expect.poll(() => box.getAttribute("data-closeness")).toBe("spotOn");
  const figure = page.locator('[data-figure="parabola"] svg.plot').first();
  await expect.poll(() => figure.getAttribute("aria-label")).toContain("αλ = 1.9");
  expect(problems).toEqual([]);
  await close();
});
