import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openSite, type Site} from "./harness.js";
import {arenaOf} from "./with-arena.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const arena = arenaOf(() => site);
const button = (page: Page, name: string | RegExp) => page.getByRole("button", {name, exact: true});
const runs = (page: Page) => page.locator("[data-run]").count();
/** What has the focus, in words. */
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");

test("arrow keys choose among the optimizers to add, and Enter adds", () =>
  arena(async (page) => {
    const add = page.getByLabel("Add a run");
    await add.focus();
    for (let k = 0; k < 3; ++k) await page.keyboard.press("ArrowDown");
    expect(await runs(page)).toBe(3);
    const chosen = await add.inputValue();
    await page.keyboard.press("Enter");
    await expect.poll(() => runs(page)).toBe(4);
    expect(await page.locator("[data-run]").last().getAttribute("data-optimizer")).toBe(chosen);
    // What was only looked at is not added.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    expect(await runs(page)).toBe(4);
    expect(await add.inputValue()).toBe("");
  }));

test("the keys that enlarge the whole page are left to the browser", () =>
  arena(
    async (page) => {
      await page.locator('.relief[data-state="ready"]').waitFor();
      for (const name of [".map-surface", ".relief-area"])
        for (const [key, ctrlKey] of [
          ["+", true],
          ["0", true],
          ["+", false]
        ] as const) {
          const taken = await page
            .locator(name)
            .evaluate(
              (node, init) =>
                !node.dispatchEvent(new KeyboardEvent("keydown", {...init, bubbles: true, cancelable: true})),
              {key, ctrlKey}
            );
          expect(taken, `${name} ${key} ${ctrlKey}`).toBe(!ctrlKey);
        }
    },
    {},
    "/arena#surface=bowl&show=3d"
  ));

test("no button takes the focus with it when it goes or is turned off", () =>
  arena(
    async (page) => {
      await button(page, /^Look at step/).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator(".run-note button").count()).toBe(0);
      expect(await focused(page)).toContain("Gradient descent");
      await button(page, "Remove").focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => button(page, "Remove").getAttribute("aria-disabled")).toBe("true");
      expect(await focused(page)).toBe("Remove");
      await page.keyboard.press("Enter");
      expect(await runs(page)).toBe(1);
      await page.getByRole("slider", {name: "Steps taken"}).fill("1");
      await button(page, "Step back").focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => button(page, "Step back").getAttribute("aria-disabled")).toBe("true");
      expect(await focused(page)).toBe("Step back");
    },
    {},
    "/arena#surface=ravine&run=gradientDescent,learningRate:0.6&run=adam,learningRate:0.01&step=300&selected=2"
  ));

test("the keyboard reaches each term of the code once, and lights it up as the mouse does", () =>
  arena(
    async (page) => {
      await page.locator(".inside > summary").click();
      const words = page.locator(".inside-code .code-term[tabindex='0']");
      await words.first().waitFor();
      const terms = await words.evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).dataset.term));
      expect(new Set(terms).size).toBe(terms.length);
      const all = await page
        .locator(".inside-code .code-term")
        .evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).dataset.term));
      expect(new Set(terms)).toEqual(new Set(all));
      await page.getByRole("region", {name: "The code that runs"}).focus();
      await page.keyboard.press("Tab");
      expect(await page.locator(`.inside-symbols .lit[data-term="${terms[0]}"]`).count()).toBeGreaterThan(0);
      await page.locator('.inside-code .code-term[data-term="m"][tabindex="0"]').focus();
      for (const place of [".map-top", ".inside-symbols", ".inside-state", ".inside-code"])
        expect(await page.locator(`${place} .lit[data-term="m"]`).count(), place).toBeGreaterThan(0);
      // A mouse that comes over something else leaves the light with the keyboard.
      await page.mouse.move(5, 400);
      await page.mouse.move(700, 400);
      expect(await page.locator('.inside-symbols .lit[data-term="m"]').count()).toBeGreaterThan(0);
      // What the next step draws anew is lit, too.
      const arrow = await page.locator('.map-top .lit[data-term="m"]').first().elementHandle();
      await page.getByRole("slider", {name: "Steps taken"}).evaluate((slider: HTMLInputElement) => {
        slider.value = "3";
        slider.dispatchEvent(new Event("input", {bubbles: true}));
      });
      await expect.poll(() => arrow!.evaluate((node) => node.isConnected)).toBe(false);
      expect(await page.locator('.map-top .lit[data-term="m"]').count()).toBeGreaterThan(0);
    },
    {},
    "/arena#v=1&surface=ravine&start=-2.6,1&run=adam,learningRate:0.1&step=4"
  ));
