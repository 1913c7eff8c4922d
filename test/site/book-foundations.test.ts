import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {errorBoxes, type Opened, openSite, type Site, sizes} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const figure = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`);
/** What a figure says, for ears. */
const spoken = (page: Page, id: string) => figure(page, id).locator("> .spoken").textContent();
const finish = async ({page, problems, close}: Opened) => {
  expect(await errorBoxes(page)).toEqual([]);
  expect(problems).toEqual([]);
  await close();
};

const chapters = [
  {slug: "why-descend", figures: ["blind-walk"]},
  {slug: "network", figures: ["neuron", "playground"]},
  {slug: "loss", figures: ["squares", "confidence", "two-losses"]},
  {slug: "gradient", figures: ["gradient-compass", "difference-check"]}
];

describe.each(chapters)("$slug", ({slug, figures}) => {
  test("the first figure begins in the first screen, and every figure says something", async () => {
    for (const size of Object.values(sizes)) {
      const opened = await site.open(`/chapters/${slug}`, size);
      const {page} = opened;
      const box = (await page.locator(".figure").first().boundingBox())!;
      expect(box.y).toBeLessThan(size.height * 0.6);
      for (const id of figures) expect((await spoken(page, id))?.length).toBeGreaterThan(20);
      await finish(opened);
    }
  });

  test("the code that ran is the library's own", async () => {
    const opened = await site.open(`/chapters/${slug}`);
    const {page} = opened;
    const links = page.locator("details.code-link");
    expect(await links.count()).toBeGreaterThan(0);
    await links.first().locator("summary").click();
    await expect.poll(() => links.first().locator("code.language-ts").textContent()).toMatch(/export (function|const)/);
    await finish(opened);
  });
});

test("a prediction made by keyboard is judged, remembered and can be made again", async () => {
  const opened = await site.open("/chapters/gradient");
  const {page} = opened;
  const box = page.locator(".predict").first();
  await box.getByRole("button").nth(0).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => box.locator(".reveal").textContent()).toContain("rises");
  expect(await box.getAttribute("data-closeness")).toBe("surprise");
  await expect.poll(() => spoken(page, "gradient-compass")).toContain("steepest down");
  await page.reload();
  await expect.poll(() => box.locator(".reveal").textContent()).toContain("rises");
  await box.getByRole("button", {name: "Guess again"}).click();
  expect(await box.locator(".reveal").textContent()).toBe("");
  await box.getByRole("button").nth(1).click();
  expect(await box.getAttribute("data-closeness")).toBe("spotOn");
  await finish(opened);
});

test("with storage refused the chapter works, and only forgets", async () => {
  const opened = await site.open("/chapters/gradient", {
    before: (page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("refused", "SecurityError");
          }
        });
      })
  });
  const {page} = opened;
  const box = page.locator(".predict").first();
  await box.getByRole("button").nth(1).click();
  expect(await box.getAttribute("data-closeness")).toBe("spotOn");
  await page.locator(".quiz button").first().click();
  await expect.poll(() => page.locator(".quiz .reveal").textContent()).toContain("ascent");
  await finish(opened);
});

test("a chapter is marked as begun, and as read when its question is answered", async () => {
  const opened = await site.open("/chapters/why-descend");
  const {page} = opened;
  const home = page.url().replace("chapters/why-descend", "index");
  const chapter = page.url();
  const mark = page.locator("li:has(a[href$='why-descend.html']) .mark").last();
  await page.goto(home);
  await expect.poll(() => mark.getAttribute("data-state")).toBe("begun");
  await page.goto(chapter);
  await page.locator(".quiz button").first().click();
  await page.goto(home);
  await expect.poll(() => mark.getAttribute("data-state")).toBe("done");
  await finish(opened);
});

test("twenty steps in the dark by arrow keys, then the lamp goes on by itself", async () => {
  const opened = await site.open("/chapters/why-descend");
  const {page} = opened;
  await figure(page, "blind-walk").locator(".stage").focus();
  for (let i = 0; i < 20; ++i) await page.keyboard.press(i % 2 ? "ArrowLeft" : "ArrowDown");
  await expect.poll(() => spoken(page, "blind-walk")).toContain("Gradient descent, with as many steps");
  await page.getByRole("button", {name: "Start again"}).click();
  await expect.poll(() => spoken(page, "blind-walk")).toContain("You have 20 steps");
  await finish(opened);
});

test("words in the text that show another landscape choose it in the figure, and the map fills its room", async () => {
  const opened = await site.open("/chapters/why-descend");
  const {page} = opened;
  const root = figure(page, "blind-walk");
  await page.getByRole("button", {name: "a valley that bends"}).click();
  await expect.poll(() => root.locator("input[type=radio]:checked").getAttribute("value")).toBe("b");
  const heights = () =>
    root.locator(".stage").evaluate((stage) => [stage.clientHeight, stage.querySelector("canvas")!.clientHeight]);
  const [room, drawn] = await heights();
  expect(Math.abs(room - drawn)).toBeLessThanOrEqual(1);
  await finish(opened);
});

test("the compass: a quarter turn from the gradient is level, and the slope there is measured zero", async () => {
  const opened = await site.open("/chapters/gradient");
  const {page} = opened;
  const slope = figure(page, "gradient-compass").locator("dd").nth(2);
  const measured = figure(page, "gradient-compass").locator("dd").nth(3);
  await page.getByRole("button", {name: "level", exact: true}).click();
  await expect.poll(() => slope.textContent()).toBe("0.000");
  expect(await measured.textContent()).toBe("0.000");
  await page.getByRole("button", {name: "steepest up", exact: true}).click();
  await expect
    .poll(() => slope.textContent())
    .toBe(await figure(page, "gradient-compass").locator("dd").nth(1).textContent());
  await finish(opened);
});

test("a point moved by key changes the squares; a descent brings the line to the least squares", async () => {
  const opened = await site.open("/chapters/loss", {reducedMotion: true});
  const {page} = opened;
  const root = figure(page, "squares");
  const loss = root.locator("dd").first();
  const before = await loss.textContent();
  await root.getByRole("slider", {name: "Point 3"}).focus();
  await page.keyboard.press("ArrowUp");
  expect(await loss.textContent()).not.toBe(before);
  await root.getByRole("button", {name: "Start again"}).click();
  await root.getByRole("button", {name: "Let it descend"}).click();
  await expect.poll(() => root.locator("dd").nth(1).textContent()).toBe("0.658");
  await finish(opened);
});

test("logits by keyboard: the probabilities keep a sum of one, and a confident mistake costs much", async () => {
  const opened = await site.open("/chapters/loss");
  const {page} = opened;
  const root = figure(page, "confidence");
  await root.getByRole("slider", {name: "cat"}).focus();
  for (let i = 0; i < 10; ++i) await page.keyboard.press("ArrowRight");
  const shares = await root.locator(".class-row > output:nth-child(3)").allTextContents();
  expect(shares.reduce((sum, share) => sum + Number.parseFloat(share), 0)).toBeCloseTo(100, 0);
  await page.getByRole("button", {name: "sure and wrong"}).click();
  await expect.poll(() => spoken(page, "confidence")).toContain("The loss is 4.04");
  await finish(opened);
});

test("a weight set by key changes the decision; training parts the ring", async () => {
  const opened = await site.open("/chapters/network", {reducedMotion: true});
  const {page} = opened;
  const root = figure(page, "playground");
  const before = await root.locator("dd").nth(1).textContent();
  await root.getByRole("slider", {name: "Bias of the output"}).focus();
  for (let i = 0; i < 8; ++i) await page.keyboard.press("ArrowUp");
  expect(await root.locator("dd").nth(1).textContent()).not.toBe(before);
  await root.getByRole("button", {name: "Train"}).click();
  await expect
    .poll(async () => Number.parseFloat((await root.locator("dd").first().textContent())!))
    .toBeGreaterThan(95);
  await finish(opened);
});

test("the sheet of components stands on light and on dark paper", async () => {
  const opened = await site.open("/design");
  const {page} = opened;
  for (const scheme of ["light", "dark"]) {
    const sheet = page.locator(`.sheet[data-scheme="${scheme}"]`);
    await sheet.locator(".figure").first().scrollIntoViewIfNeeded();
    await sheet.locator(".figure svg .curve").first().waitFor();
    expect(
      await sheet.locator(".predict, .quiz, .takeaway, .book-slider, .segmented, .swatches").count()
    ).toBeGreaterThan(6);
  }
  await finish(opened);
});

test("the race moves by itself, and stands still for readers who prefer that", async () => {
  const shot = (page: Page) => page.locator("canvas").first().screenshot();
  const moving = await site.open("/index");
  const first = await shot(moving.page);
  await expect.poll(async () => first.equals(await shot(moving.page))).toBe(false);
  await finish(moving);
  const still = await site.open("/index", {reducedMotion: true});
  await still.page.getByRole("button", {name: "Play"}).waitFor();
  const one = await shot(still.page);
  await still.page.waitForTimeout(900);
  expect(one.equals(await shot(still.page))).toBe(true);
  expect(await spoken(still.page, "race")).toContain("ended lowest");
  await finish(still);
});
