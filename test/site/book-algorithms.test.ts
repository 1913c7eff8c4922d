import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {errorBoxes, openSite, type Site, sizes} from "./harness.js";

/** The pages on algorithms. */
const pages = ["learning-rate", "forward", "backward", "update", "stochastic", "momentum", "adam", "second-order"];

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

describe.each(pages)("%s", (slug) => {
  test.each(["desktop", "phone"] as const)("is clean and does not scroll sideways (%s)", async (size) => {
    const {page, problems, close} = await site.open(`/chapters/${slug}`, {...sizes[size], touch: size === "phone"});
    await page.locator(".figure svg.plot").first().waitFor();
    await page.waitForTimeout(500);
    expect(await errorBoxes(page)).toEqual([]);
    expect(problems).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await close();
  });

  test("a handle in the prose sets a figure", async () => {
    const {page, problems, close} = await site.open(`/chapters/${slug}`);
    const handles = page.locator("p .handle, li .handle");
    expect(await handles.count()).toBeGreaterThan(1);
    const labels = () =>
      page.locator(".figure svg.plot").evaluateAll((all) => all.map((p) => p.getAttribute("aria-label")).join("\n"));
    await page.waitForTimeout(800);
    // One of two may set what is set already.
    const before = await labels();
    await handles.first().click();
    await page.waitForTimeout(1000);
    if ((await labels()) === before) await handles.nth(1).click();
    await expect.poll(labels).not.toBe(before);
    expect(problems).toEqual([]);
    await close();
  });
});

test("the reader's own expression is drawn, and one that cannot be read says why", async () => {
  const {page, problems, close} = await site.open("/chapters/backward");
  const root = page.locator('[data-figure="backward-graph"]');
  await root.getByText("your own").click();
  const input = root.getByLabel("Your expression in x and y");
  await input.fill("x^2 * tanh(y)");
  await input.press("Enter");
  const picture = root.locator("svg.plot");
  await expect.poll(() => picture.getAttribute("aria-label")).toContain("x^2 * tanh(y)");
  await input.fill("x +* y");
  await input.press("Enter");
  await expect.poll(() => root.locator(".figure-says").textContent()).toContain("cannot be read");
  expect(await input.getAttribute("aria-invalid")).toBe("true");
  expect(problems).toEqual([]);
  await close();
});

test("the range test runs to its end and names a rate", async () => {
  const {page, problems, close} = await site.open("/chapters/learning-rate");
  const root = page.locator('[data-figure="range-test"]');
  await root.getByRole("button", {name: "Run the range test"}).click();
  await expect
    .poll(() => root.locator("svg.plot").getAttribute("aria-label"), {timeout: 30_000})
    .toContain("falls fastest near α =");
  expect(problems).toEqual([]);
  await close();
});

test("arrow keys move a start point on the landscape", async () => {
  const {page, problems, close} = await site.open("/chapters/momentum");
  const plane = page.locator('[data-figure="ravine"] svg.plot').first();
  await plane.focus();
  const before = await plane.getAttribute("aria-label");
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(() => plane.getAttribute("aria-label")).not.toBe(before);
  expect(problems).toEqual([]);
  await close();
});
