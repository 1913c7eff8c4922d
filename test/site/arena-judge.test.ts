import {readFile} from "node:fs/promises";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type OpenOptions, openSite, type Site, sizes} from "./harness.js";
import {withArena} from "./with-arena.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const lab = (page: Page) => page.locator('[data-lab="arena"]');
const part = (page: Page, kind: string) => page.locator(`[data-judge="${kind}"]`);
const alpha = async (page: Page) => Number(await page.getByLabel("Value of α").inputValue());
const start = async (page: Page) => ((await lab(page).getAttribute("data-start")) ?? "").split(",").map(Number);

/** `data-basins` as numbers by name. */
async function basins(page: Page): Promise<Record<string, number>> {
  await page.waitForSelector('[data-judge="basins"][data-state="done"]');
  const text = (await lab(page).getAttribute("data-basins")) ?? "";
  return Object.fromEntries(text.split(",").map((one) => [one.split(":")[0], Number(one.split(":")[1])]));
}

async function unfold(page: Page, kind: string) {
  const judge = page.locator("details.judge");
  if (!(await judge.evaluate((node: HTMLDetailsElement) => node.open)))
    await judge.locator("summary", {hasText: /^Judge$/}).click();
  await part(page, kind).locator("summary").click();
  await page.waitForSelector(`[data-judge="${kind}"][open]`);
}

const arena = (use: (page: Page) => Promise<void>, hash = "", options: OpenOptions = {}) =>
  withArena(site, use, options, `/arena${hash}`);

const himmelblau = "#surface=himmelblau&run=gradientDescent,learningRate:0.01&run=adam,learningRate:0.1";

test("at rest the judge is folded, and no worker has been started", () =>
  arena(async (page) => {
    expect(await page.locator("[data-judge][open]").count()).toBe(0);
    expect(page.workers().length).toBe(0);
    expect(await lab(page).getAttribute("data-basins")).toBeNull();
  }));

test("basins add up to 100, change with α, and a click on them sets the start", () =>
  arena(async (page) => {
    await unfold(page, "basins");
    const before = await basins(page);
    expect(Object.values(before).reduce((a, b) => a + b)).toBe(100);
    for (let k = 1; k <= 4; ++k) expect(before[`minimum-${k}`]).toBeGreaterThan(5);
    const picture = part(page, "basins").locator(".basins-picture");
    const said = await picture.getAttribute("aria-label");
    expect(said).toContain(`minimum 1 at (3, 2) ${before["minimum-1"]} %`);

    await page.getByRole("slider", {name: "Learning rate", exact: true}).fill("-1.5");
    await expect.poll(async () => (await basins(page)).diverged).toBeGreaterThan(before.diverged + 20);
    expect(await picture.getAttribute("aria-label")).not.toBe(said);

    const box = (await picture.boundingBox())!;
    await picture.click({position: {x: box.width * 0.7, y: box.height * 0.3}});
    const [x, y] = await start(page);
    expect(x).toBeGreaterThan(1);
    expect(y).toBeGreaterThan(1);
    await picture.press("ArrowLeft");
    expect((await start(page))[0]).toBeLessThan(x);
    await page.getByText(/^The start \(/).waitFor();

    await part(page, "basins").locator("summary").click();
    await expect.poll(() => lab(page).getAttribute("data-basins")).toBeNull();
    await expect.poll(() => page.workers().length).toBe(0);
  }, himmelblau));

test("the pictures are saved as SVG files that need nothing from the page", () =>
  arena(async (page) => {
    for (const kind of ["basins", "rates"]) {
      await unfold(page, kind);
      await page.waitForSelector(`[data-judge="${kind}"][data-state="done"]`);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        part(page, kind).getByRole("button", {name: "Save as SVG"}).click()
      ]);
      expect(download.suggestedFilename()).toBe(`arena-${kind}.svg`);
      const source = await readFile(await download.path(), "utf8");
      expect(source).not.toMatch(/var\(|class=|oklab|NaN|undefined|href="(?!data:image\/png;base64,)/);
      expect(source).toContain(kind === "basins" ? "Momentum: minimum 1 at (0, 0)" : "Closed form");
      // Drawn from the file alone, it has more than paper and ink.
      const colours = await page.evaluate(
        (text) =>
          new Promise<number>((resolve, reject) => {
            const picture = new Image();
            picture.onload = () => {
              const canvas = Object.assign(document.createElement("canvas"), {width: 200, height: 200});
              const context = canvas.getContext("2d")!;
              context.drawImage(picture, 0, 0, 200, 200);
              const {data} = context.getImageData(0, 0, 200, 200);
              const seen = new Set<number>();
              for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
              resolve(seen.size);
            };
            picture.onerror = () => reject(new Error("The file is not a picture."));
            picture.src = URL.createObjectURL(new Blob([text], {type: "image/svg+xml"}));
          }),
        source
      );
      expect(colours).toBeGreaterThan(20);
    }
  }, "#surface=ravine&start=-2,1&run=momentum"));

test("a formula of the reader's own has basins too", () =>
  arena(
    async (page) => {
      await unfold(page, "basins");
      const shares = await basins(page);
      expect(shares["minimum-1"] + shares["minimum-2"]).toBeGreaterThan(95);
      await page.getByText("The minima of your formula").waitFor();
    },
    `#surface=formula&f=${encodeURIComponent("(x^2-1)^2+10y^2")}&start=2,1&run=gradientDescent,learningRate:0.003`
  ));

test("the learning-rate sweep sets α of the selected run, by click and by key", () =>
  arena(async (page) => {
    await unfold(page, "sweep");
    await page.waitForSelector('[data-judge="sweep"][data-state="done"]');
    const chart = part(page, "sweep").getByRole("slider");
    expect(await chart.getAttribute("aria-label")).toBe("Learning rate of Gradient descent");
    const said = await chart.getAttribute("aria-valuetext");
    const box = (await chart.boundingBox())!;
    await chart.click({position: {x: box.width * 0.4, y: box.height / 2}});
    await expect.poll(() => alpha(page)).toBeLessThan(0.01);
    const clicked = await alpha(page);
    expect(clicked).toBeGreaterThan(0.001);
    await expect.poll(() => chart.getAttribute("aria-valuetext")).not.toBe(said);
    await chart.press("ArrowRight");
    await expect.poll(() => alpha(page)).toBeGreaterThan(clicked);
    const row = part(page, "sweep").locator("tr.is-selected");
    await expect.poll(async () => Number(await row.locator("td").nth(1).textContent())).toBe(await alpha(page));
    expect(Number(await row.locator("td").nth(5).textContent())).toBeGreaterThan(0.01);
  }, himmelblau));

test("a sweep of no run says so", () =>
  arena(async (page) => {
    await unfold(page, "sweep");
    await part(page, "sweep").getByText("Every run is hidden").waitFor();
    await page.getByRole("button", {name: "Show Gradient descent"}).click();
    await part(page, "sweep").getByText("Every run that is shown").waitFor();
  }, "#surface=rosenbrock&run=-gradientDescent,learningRate:0.001"));

test("on the ravine, measured and closed rates agree at the cross, which keys move; elsewhere there is none", () =>
  arena(async (page) => {
    await unfold(page, "rates");
    await page.waitForSelector('[data-judge="rates"][data-state="done"]');
    const reading = part(page, "rates").locator(".rates-reading");
    const numbers = async () => ((await reading.textContent()) ?? "").match(/\d\.\d+/g)!.map(Number);
    const [measured, closed] = await numbers();
    expect(Math.abs(measured - closed)).toBeLessThan(0.03);
    const before = await alpha(page);
    await part(page, "rates").locator(".plot").nth(1).press("ArrowRight");
    await expect.poll(() => alpha(page)).toBeGreaterThan(before);
    await page.getByLabel("Surface", {exact: true}).selectOption("bowl");
    await expect.poll(() => part(page, "rates").isVisible()).toBe(false);
  }));

test("a race says when there is nobody to race, and when what it raced changed meanwhile", () =>
  arena(async (page) => {
    await unfold(page, "race");
    const race = part(page, "race");
    const go = race.getByRole("button", {name: "Start the race"});
    await go.click();
    await race.getByText("Every run is hidden").waitFor();
    await page.getByRole("button", {name: "Show Gradient descent"}).click();
    await race.getByLabel("Gradients each").selectOption("1000");
    await go.click();
    await race.getByText("Tuning and racing").waitFor();
    await page.getByLabel("Add a run").selectOption("lion");
    await page.waitForSelector('[data-judge="race"][data-state="done"]');
    await race.getByText("Gradient descent comes first").waitFor();
    await race.getByText("have changed since").waitFor();
  }, "#surface=rosenbrock&run=-gradientDescent,learningRate:0.001"));

test("a race can be left, and ends in a table with a row for each optimizer", () =>
  arena(async (page) => {
    await unfold(page, "race");
    const race = part(page, "race");
    await race.getByLabel("Gradients each").selectOption("1000");
    await race.getByRole("button", {name: "Start the race"}).click();
    await race.getByRole("button", {name: "Cancel"}).click();
    await race.getByText("The race was left.").waitFor();
    await race.getByLabel("Gradients each").selectOption("30");
    await race.getByRole("button", {name: "Start the race"}).click();
    await page.waitForSelector('[data-judge="race"][data-state="done"]');
    expect(await race.locator("tbody tr").count()).toBe(4);
    const first = await race.locator("tbody tr").first().locator("td").allTextContents();
    expect(await race.locator(".race-says").textContent()).toContain(`${first[0]} comes first`);
    expect(first[5]).toMatch(/^\d+ of 16$/);
    await page.getByLabel("Surface", {exact: true}).selectOption("booth");
    await race.getByText("have changed since").waitFor();
    // Rules that go point by point take long enough to be left.
  }, `${himmelblau}&run=newton&run=lbfgs`));

test("a worker that cannot start says so, and can start again", () =>
  arena(async (page) => {
    await page.route(/judge[-/]worker/, (route) => route.abort());
    await unfold(page, "basins");
    await page.getByText("This could not be computed").waitFor();
    await page.unroute(/judge[-/]worker/);
    await part(page, "basins").getByRole("button", {name: "Start again"}).click();
    expect((await basins(page))["minimum-1"]).toBeGreaterThan(0);
  }, himmelblau));

test("all of it unfolded fits a phone, and answers to touch", () =>
  arena(
    async (page) => {
      for (const kind of ["basins", "sweep", "rates", "race"]) await unfold(page, kind);
      await part(page, "race").getByLabel("Gradients each").selectOption("30");
      await part(page, "race").getByRole("button", {name: "Start the race"}).tap();
      for (const kind of ["basins", "sweep", "rates", "race"])
        await page.waitForSelector(`[data-judge="${kind}"][data-state="done"]`);
      await part(page, "basins")
        .locator(".basins-picture")
        .tap({position: {x: 60, y: 60}});
      expect((await start(page))[0]).toBeLessThan(-1);
    },
    "",
    {...sizes.phone, scheme: "dark", touch: true}
  ));
