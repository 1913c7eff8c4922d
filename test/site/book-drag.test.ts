import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site, sizes} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test("a marker moved by keyboard is judged against the computed walk, remembered, and can be moved again", async () => {
  const {page, problems, close} = await site.open("/chapters/why-descend");
  const box = page.locator(".predict:has(.stage)");
  const map = box.locator(".stage");
  const commit = box.getByRole("button", {name: "It ends here"});
  expect(await commit.isDisabled()).toBe(true);
  await map.focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowDown", "ArrowDown"])
    await page.keyboard.press(key);
  expect(await map.getAttribute("aria-label")).toContain("Marker at −1.34, 1.76");
  await commit.focus();
  await page.keyboard.press("Enter");
  expect(await box.getAttribute("data-closeness")).toBe("spotOn");
  expect(await box.locator(".reveal").textContent()).toMatch(/You were 0\.0\d away\. From height 12\.5/);
  // It has been told: the marker stays.
  await map.focus();
  await page.keyboard.press("Shift+ArrowRight");
  expect(await map.getAttribute("aria-label")).toContain("Marker at −1.34, 1.76");
  await page.reload();
  await expect.poll(() => box.getAttribute("data-closeness")).toBe("spotOn");
  expect(await map.getAttribute("aria-label")).toContain("Marker at −1.34, 1.76");
  await box.getByRole("button", {name: "Guess again"}).click();
  expect(await map.getAttribute("aria-label")).toContain("Marker at −1.50, 2.00");
  expect(await map.evaluate((node) => node === document.activeElement)).toBe(true);
  expect(problems).toEqual([]);
  await close();
});

test("an arrow turned by pointer is judged by its direction only", async () => {
  const {page, problems, close} = await site.open("/chapters/gradient", sizes.phone);
  const box = page.locator(".predict:has(.stage)");
  const map = box.locator(".stage");
  await map.scrollIntoViewIfNeeded();
  const {x, y, width, height} = (await map.boundingBox())!;
  const at = (a: number, b: number) => [x + ((a + 3) / 6) * width, y + ((2 - b) / 4) * height] as const;
  // −∇J at (−2.2, 0.7) of ½(x² + 8y²) is (2.2, −5.6).
  await page.mouse.move(...at(-2.2, 1.7));
  await page.mouse.down();
  await page.mouse.move(...at(-2.2 + 0.35 * 2.2, 0.7 - 0.35 * 5.6));
  await page.mouse.up();
  await box.getByRole("button", {name: "It points this way"}).click();
  expect(await box.getAttribute("data-closeness")).toBe("spotOn");
  expect(problems).toEqual([]);
  await close();
});

test("a bound is dragged by pointer and by keys, and the figure below shows what lies beyond", async () => {
  const {page, problems, close} = await site.open("/chapters/momentum");
  const box = page.locator(".predict:has(.slides)");
  const knob = box.getByRole("slider");
  await knob.scrollIntoViewIfNeeded();
  const ring = (await knob.boundingBox())!;
  await page.mouse.move(ring.x + 8, ring.y + 8);
  await page.mouse.down();
  await page.mouse.move(ring.x - 60, ring.y + 30);
  await page.mouse.up();
  expect(Number(await knob.getAttribute("aria-valuenow"))).toBeLessThan(2.9);
  await knob.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("PageDown");
  expect(await knob.getAttribute("aria-valuenow")).toBe("3.96");
  await box.getByRole("button", {name: "The bound is here"}).press("Enter");
  expect(await box.getAttribute("data-closeness")).toBe("close");
  expect(await box.locator(".reveal").textContent()).toContain("You said 4; it is 3.8.");
  expect(await box.locator("svg.sketch-pad").getAttribute("aria-label")).toContain("it is 3.8");
  await expect
    .poll(() => page.locator('[data-figure="rate-map"] svg').first().getAttribute("aria-label"))
    .toContain("β = 0.9");
  expect(problems).toEqual([]);
  await close();
});
