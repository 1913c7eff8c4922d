import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type OpenOptions, openSite, overflow, type Site, sizes} from "./harness.js";
import {withArena} from "./with-arena.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const lab = (page: Page) => page.locator('[data-lab="arena"]');
const state = async (page: Page, name: string) => (await lab(page).getAttribute(`data-${name}`)) ?? "";
const runs = (page: Page) =>
  page.locator("[data-run]").evaluateAll((nodes) =>
    nodes.map((node) => {
      const {optimizer, theta, loss, stopped} = (node as HTMLElement).dataset;
      return {optimizer, theta: theta?.split(",").map(Number) ?? [], loss: Number(loss), stopped};
    })
  );

const arena = (use: (page: Page) => Promise<void>, options: OpenOptions = {}, path = "/arena") =>
  withArena(site, use, options, path);

describe("by mouse", () => {
  test("three optimizers wait at one start", () =>
    arena(async (page) => {
      expect(await state(page, "surface")).toBe("ravine");
      expect(await state(page, "step")).toBe("0");
      expect(await state(page, "playing")).toBe("false");
      const start = (await state(page, "start")).split(",").map(Number);
      const all = await runs(page);
      expect(all.map(({optimizer}) => optimizer)).toEqual(["gradientDescent", "momentum", "adam"]);
      for (const {theta} of all) expect(theta).toEqual(start);
    }));

  test("play moves all of them down, pause holds them, the slider goes back in time", () =>
    arena(async (page) => {
      const before = await runs(page);
      await page.getByRole("button", {name: "Play", exact: true}).click();
      expect(await state(page, "playing")).toBe("true");
      await page.waitForFunction(() => Number(document.querySelector<HTMLElement>("[data-lab]")?.dataset.step) > 40);
      await page.getByRole("button", {name: "Pause", exact: true}).click();
      expect(await state(page, "playing")).toBe("false");
      // A slow machine may still be computing the step at which it was held.
      await page.waitForSelector('[data-lab="arena"][data-ready="true"]');
      const after = await runs(page);
      for (const [i, {loss}] of after.entries()) expect(loss).toBeLessThan(before[i].loss);
      const step = Number(await state(page, "step"));
      const scrubber = page.getByRole("slider", {name: "Steps taken"});
      await scrubber.fill("3");
      await expect.poll(() => state(page, "step")).toBe("3");
      const third = await runs(page);
      await scrubber.fill(String(step));
      await expect.poll(() => runs(page)).toEqual(after);
      await scrubber.fill("3");
      await expect.poll(() => runs(page)).toEqual(third);
      await page.getByRole("button", {name: "Reset"}).click();
      await expect.poll(() => runs(page)).toEqual(before);
      expect(await state(page, "step")).toBe("0");
    }));

  test("click and drag choose the start, and the paths follow", () =>
    arena(async (page) => {
      await page.getByRole("button", {name: "Step", exact: true}).click();
      await expect.poll(() => state(page, "step")).toBe("1");
      const map = page.getByLabel("Loss surface");
      const box = (await map.boundingBox())!;
      await page.mouse.click(box.x + box.width * 0.75, box.y + box.height * 0.3);
      const clicked = await state(page, "start");
      expect(clicked).not.toBe("-2.6,1");
      const [x, y] = clicked.split(",").map(Number);
      expect(x).toBeGreaterThan(1);
      expect(y).toBeGreaterThan(0.5);
      await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.3);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.7, {steps: 6});
      await page.mouse.up();
      const dragged = (await state(page, "start")).split(",").map(Number);
      expect(dragged[0]).toBeLessThan(-1);
      await page.getByRole("button", {name: "Step back"}).click();
      await expect.poll(async () => (await runs(page))[0].theta).toEqual(dragged);
    }));

  test("a learning rate that overflows stops that run, says when and why, and the others go on", () =>
    arena(async (page) => {
      const alpha = page.getByRole("slider", {name: "Learning rate"});
      await alpha.fill("0");
      await page.getByLabel("Speed").selectOption("300");
      await page.getByRole("button", {name: "Play", exact: true}).click();
      await page.waitForFunction(() => Number(document.querySelector<HTMLElement>("[data-lab]")?.dataset.step) > 400);
      await page.getByRole("button", {name: "Pause", exact: true}).click();
      const all = await runs(page);
      const stopped = Number(all[1].stopped);
      expect(stopped).toBeGreaterThan(10);
      await page.getByText(`step ${stopped}`).first().waitFor();
      expect(all[0].stopped).toBe("");
      expect(all[0].loss).toBeLessThan(1e-3);
      await page.getByText(/It blew up along \(.*\), where the curvature is \d/).waitFor();
      await page.getByRole("button", {name: `Look at step ${stopped - 1}`}).click();
      await expect.poll(() => state(page, "step")).toBe(String(stopped - 1));
      expect(await state(page, "playing")).toBe("false");
    }));

  test("every surface draws, and each is named in the state", () =>
    arena(async (page) => {
      const picker = page.getByLabel("Surface", {exact: true});
      const ids = await picker
        .locator("option")
        .evaluateAll((nodes) => nodes.map((n) => (n as HTMLOptionElement).value));
      expect(ids.length).toBeGreaterThanOrEqual(6);
      for (const id of ids) {
        await picker.selectOption(id);
        expect(await state(page, "surface")).toBe(id);
        await page.getByRole("button", {name: "Step", exact: true}).click();
        await expect.poll(() => state(page, "step")).toBe("1");
        for (const {loss} of await runs(page)) expect(Number.isFinite(loss)).toBe(true);
      }
    }));
});

describe("a surface of the reader's own", () => {
  test("is typeset as it is typed; an error points at its character, and nothing is lost", () =>
    arena(async (page) => {
      await page.getByLabel("Surface", {exact: true}).selectOption("formula");
      const field = page.getByLabel("Your formula in x and y");
      await field.fill("x^2 + 4*y^2 + sin(3*x)");
      await page.locator(".surface-formula .katex").getByText("sin").waitFor();
      await page.getByText("Its gradient and Hessian").click();
      await page.locator(".formula-symbols").getByText("cos").first().waitFor();
      const before = await runs(page);
      await field.fill("x^2 + 4*y^2 + sin(3*q)");
      expect(await page.locator(".formula-error mark").textContent()).toBe("q");
      expect(await state(page, "error")).toContain("q");
      expect(await runs(page)).toEqual(before);
      await field.fill("x^2 + y^2");
      await expect.poll(() => page.locator(".formula-error").isHidden()).toBe(true);
      await page.getByRole("button", {name: "Step", exact: true}).click();
      await expect.poll(() => state(page, "step")).toBe("1");
    }));
});

describe("a link", () => {
  test("opens the runs that it was copied from", () =>
    arena(async (page) => {
      await page.getByLabel("Surface", {exact: true}).selectOption("rosenbrock");
      await page.getByLabel("Add a run").selectOption("rmsprop");
      await page.getByRole("slider", {name: "Learning rate"}).fill("-2");
      for (let k = 0; k < 3; ++k) await page.getByRole("button", {name: "Step", exact: true}).click();
      await expect.poll(() => state(page, "step")).toBe("3");
      await page.waitForFunction(() => location.hash.includes("step=3"));
      const before = await runs(page);
      const hash = await page.evaluate(() => location.hash);
      await page.goto("about:blank");
      await page.goBack();
      await page.waitForSelector('[data-lab="arena"][data-step="3"]');
      expect(await page.evaluate(() => location.hash)).toBe(hash);
      await expect.poll(() => runs(page)).toEqual(before);
    }));
  test("that is hostile gives the defaults and a note", () =>
    arena(
      async (page) => {
        expect(await state(page, "surface")).toBe("ravine");
        await page.getByText("is not known here").first().waitFor();
      },
      {},
      "/arena#surface=<img src=x onerror=alert(1)>&run=constructor&start=NaN,1"
    ));
  test("can leave parts out", () =>
    arena(
      async (page) => {
        expect(await page.getByRole("button", {name: "Play", exact: true}).isVisible()).toBe(true);
        expect(await page.getByRole("slider", {name: "Learning rate"}).isVisible()).toBe(false);
        expect(await page.locator(".equations").isVisible()).toBe(false);
      },
      {},
      "/arena#hide=settings,equations"
    ));
  test("for a lesson leaves out what was ticked", () =>
    arena(async (page) => {
      await page.evaluate(() => Object.defineProperty(navigator, "clipboard", {value: undefined}));
      await page.locator(".share > summary").click();
      await page.locator(".lesson-link > summary").click();
      for (const name of ["Settings", "Judge"]) await page.locator(".lesson-parts").getByLabel(name).check();
      await page.getByRole("button", {name: "Copy that link"}).click();
      const link = await page.locator(".by-hand-copy").inputValue();
      expect(link).toContain("hide=settings,judge");
      // The page that it was made on stays as it is.
      expect(await page.getByRole("slider", {name: "Learning rate"}).isVisible()).toBe(true);
      await page.goto("about:blank");
      await page.goto(link);
      await page.waitForSelector('[data-lab="arena"][data-step="0"]');
      expect(await page.getByRole("slider", {name: "Learning rate"}).isVisible()).toBe(false);
      expect(await page.locator("details.judge").isVisible()).toBe(false);
      expect(await page.getByRole("button", {name: "Play", exact: true}).isVisible()).toBe(true);
    }));
});

test("by keyboard alone: start, setting, step, play, pause and back", () =>
  arena(async (page) => {
    await page.getByLabel("Loss surface").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    const [x, y] = (await state(page, "start")).split(",").map(Number);
    expect(x).toBeGreaterThan(-2.6);
    expect(y).toBeGreaterThan(1);
    await page.getByRole("slider", {name: "Learning rate"}).focus();
    const before = await page.getByLabel("Value of α").inputValue();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByLabel("Value of α").inputValue()).not.toBe(before);
    await page.getByRole("button", {name: "Step", exact: true}).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect.poll(() => state(page, "step")).toBe("2");
    await page.getByRole("button", {name: "Play", exact: true}).focus();
    await page.keyboard.press("Space");
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>("[data-lab]")?.dataset.step) > 20);
    await page.keyboard.press("Space");
    expect(await state(page, "playing")).toBe("false");
    await page.getByRole("slider", {name: "Steps taken"}).focus();
    await page.keyboard.press("Home");
    await expect.poll(() => state(page, "step")).toBe("0");
  }));

describe.each(Object.entries(sizes))("at %s size", (_, size) => {
  test.each(["light", "dark"] as const)("fits in %s, at rest and after use", (scheme) =>
    arena(
      async (page) => {
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        await page.getByRole("button", {name: "Play", exact: true}).click();
        await page.waitForFunction(() => Number(document.querySelector<HTMLElement>("[data-lab]")?.dataset.step) > 20);
        await page.getByRole("button", {name: "Pause", exact: true}).click();
      },
      {...size, scheme}
    )
  );
});
