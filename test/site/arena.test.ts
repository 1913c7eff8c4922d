import type {Page} from "playwright-core";
import {PNG} from "pngjs";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {createRng} from "../../lib/rng.js";
import {hostile} from "../../tools/fuzz/links.js";
import {openSite, overflow, type Site, sizes} from "./harness.js";
import {arenaOf} from "./with-arena.js";

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

/** Waits until the page has drawn once more. */
const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const arena = arenaOf(() => site);

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
      // The frame after the press tells where all are; a slow machine may still be computing that step.
      await nextFrame(page);
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

  test("what tools read belongs to one moment from the first, and at once after every change", () =>
    arena(async (page) => {
      // As text, since what compiles the tests names functions by a helper that the page does not have.
      const read = `[...document.querySelectorAll("[data-run]")].map(({dataset}) => dataset.theta).join(" ")`;
      const ready = `document.querySelector("[data-lab]").dataset.ready`;
      const set = (step: number) =>
        `(() => { const s = document.querySelector(".scrubber"); s.value = "${step}"; s.dispatchEvent(new Event("input", {bubbles: true})); })()`;
      for (let k = 0; k < 5; ++k) await page.getByRole("button", {name: "Step", exact: true}).click();
      await page.waitForSelector('[data-lab="arena"][data-step="5"][data-ready="true"]');
      await expect.poll(() => page.locator(".scrubber").inputValue()).toBe("5");
      const [fifth, second, again] = (await page.evaluate(
        `[${read}, (${set(2)}, ${read}), (${set(5)}, ${read})]`
      )) as string[];
      expect(second).not.toBe(fifth);
      expect(again).toBe(fifth);
      // Another surface starts afresh, and nothing is said to be ready before it is.
      const picked = `(() => { const s = document.querySelector(".arena-head select"); s.value = "bowl"; s.dispatchEvent(new Event("change")); })()`;
      const [thetas, done] = (await page.evaluate(`(${picked}, [${read}, ${ready}])`)) as string[];
      expect(new Set(thetas.split(" "))).toEqual(new Set([await state(page, "start")]));
      expect(done).toBe("false");
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
      await nextFrame(page);
      await page.waitForSelector('[data-lab="arena"][data-ready="true"]');
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

test("an error goes with the formula that it was about", () =>
  arena(async (page) => {
    const surfaces = page.getByLabel("Surface", {exact: true});
    await surfaces.selectOption("formula");
    const field = page.getByLabel("Your formula in x and y");
    await field.fill("x^2 +");
    await page.locator(".formula-error mark").waitFor();
    await surfaces.selectOption("bowl");
    await surfaces.selectOption("formula");
    expect(await field.inputValue()).toBe("x^2 + 3y^2 + 2sin(3x)");
    expect(await page.locator(".formula-error").isVisible()).toBe(false);
    expect(await state(page, "error")).toBe("");
  }));

test("a link's formula that cannot be read says what the map shows instead", () =>
  arena(
    async (page) => {
      await page.getByText("Until it can be read, the map shows the formula above.").waitFor();
      await page.getByLabel("Your formula in x and y").fill("x^2 + y^2");
      await expect.poll(() => page.locator(".formula-error").isHidden()).toBe(true);
    },
    {},
    "/arena#surface=formula&f=x^2%2B"
  ));

test("a chart that was computed in slices ends where the runs end", async () => {
  const label = async (before?: (page: Page) => Promise<unknown>) => {
    const {page, close} = await site.open("/arena#surface=himmelblau&run=gradientDescent&run=adam&step=100", {before});
    await page.waitForSelector('[data-lab="arena"][data-ready="true"]');
    const said = page.locator(".chart-area");
    await expect.poll(() => said.getAttribute("aria-label")).toMatch(/Adam \d/);
    // Numbers and words follow ten times a second.
    await page.waitForTimeout(300);
    const words = await said.getAttribute("aria-label");
    await close();
    return words;
  };
  // Every look at the clock takes 20 ms: each run gets sixteen steps a frame.
  const slow = await label((page) =>
    page.addInitScript(`let looks = 0; const now = performance.now.bind(performance);
      performance.now = () => now() + 20 * ++looks;`)
  );
  expect(slow).toBe(await label());
});

test("a formula reader that could not be loaded is asked for again", async () => {
  let off = true;
  const opened = await site.open("/arena", {
    before: (page) => page.route(/mathjs/, (route) => (off ? route.abort() : route.continue()))
  });
  const {page} = opened;
  await page.waitForSelector('[data-lab="arena"][data-step]');
  await page.getByLabel("Surface", {exact: true}).selectOption("formula");
  await page.getByText("The formula reader could not be loaded. Type again").waitFor();
  off = false;
  await page.getByLabel("Your formula in x and y").fill("x^2 + y^2 + 1");
  await expect.poll(() => page.locator(".formula-error").isHidden()).toBe(true);
  await expect.poll(() => page.locator(".surface-formula").textContent()).toContain("+1");
  await opened.close();
});

test("a start further out than a link can carry is not taken", () =>
  arena(async (page) => {
    const x = page.getByLabel("Start x");
    await x.fill("1e9");
    expect(await x.getAttribute("aria-invalid")).toBe("true");
    expect(await state(page, "start")).toBe("-2.6,1");
    await x.fill("-2.5");
    expect(await x.getAttribute("aria-invalid")).toBe("false");
    expect(await state(page, "start")).toBe("-2.5,1");
  }));

test("a run that has stopped is forked at its last step", () =>
  arena(
    async (page) => {
      const last = Number((await runs(page))[0].stopped) - 1;
      expect(last).toBeGreaterThan(10);
      await page.getByRole("button", {name: "Fork here"}).click();
      await page.getByText(`these settings hold from step ${last} on`).waitFor();
      await page.getByRole("slider", {name: "Learning rate"}).fill("-2");
      await expect.poll(async () => (await runs(page))[1].stopped).toBe("");
      expect((await runs(page))[1].loss).toBeLessThan((await runs(page))[0].loss);
    },
    {},
    "/arena#surface=ravine&run=gradientDescent,learningRate:0.6&step=300"
  ));

test("before a fork to another rule the next update is that of the rule before", () =>
  arena(
    async (page) => {
      await page.locator(".inside > summary").click();
      const before = page.locator(".equation-symbols");
      await expect.poll(() => before.textContent()).toContain("v");
      for (const [step, path] of [
        ["5", "lib/optim/adam"],
        ["3", "lib/optim/momentum"],
        ["4", "lib/optim/adam"]
      ]) {
        await page.getByRole("slider", {name: "Steps taken"}).fill(step);
        await expect.poll(() => page.locator(".inside-code figcaption").textContent()).toContain(path);
        expect(await page.locator(".equation-numbers").textContent()).not.toContain("–");
      }
    },
    {},
    "/arena#surface=ravine&run=momentum,learningRate:0.03~4,adam,learningRate:0.1&step=5"
  ));

describe("a link", () => {
  test("to a heading of the page leaves the arena as it is", () =>
    arena(
      async (page) => {
        const before = await page.evaluate(() => location.hash);
        await page.getByRole("link", {name: "How to read the judge"}).click();
        await page.waitForFunction(() => scrollY > 0 && location.hash.includes("himmelblau"));
        expect(await state(page, "surface")).toBe("himmelblau");
        expect(await state(page, "step")).toBe("5");
        expect(await page.evaluate(() => location.hash)).toContain(before.slice(1, 20));
        await page.reload();
        await page.waitForSelector('[data-lab="arena"][data-surface="himmelblau"][data-step="5"]');
      },
      {},
      "/arena#v=1&surface=himmelblau&run=adam&step=5"
    ));
  test("gives every run its own noise again, and a fork that of its past", () =>
    arena(
      async (page) => {
        const noise = async () => (await runs(page)).map(({theta}) => theta);
        await page.getByRole("button", {name: "Fork here"}).click();
        await page.locator(".run-name").first().click();
        await page.getByRole("button", {name: "Duplicate"}).click();
        await page.waitForSelector('[data-lab="arena"][data-runs="4"][data-ready="true"]');
        const before = await noise();
        expect(before[1]).not.toEqual(before[0]);
        expect(before[3]).not.toEqual(before[0]);
        await page.waitForFunction(() => /streams=1,3,1,2/.test(location.hash));
        await page.reload();
        await page.waitForSelector('[data-lab="arena"][data-runs="4"][data-ready="true"]');
        expect(await noise()).toEqual(before);
      },
      {},
      "/arena#surface=leastSquares&run=gradientDescent&run=momentum&noise=gaussian,0.5,1,separate&step=50"
    ));
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
  test("of sixty hostile ones none runs a script, breaks the page or is kept as it came", () =>
    arena(async (page) => {
      const rng = createRng(3);
      page.on("dialog", () => {
        throw new Error("a link ran a script");
      });
      for (let i = 0; i < 60; ++i) {
        await page.evaluate(
          (link) => {
            location.hash = link;
          },
          hostile(rng).replaceAll("\u0000", "")
        );
        await nextFrame(page);
      }
      // No element that only a link could have brought.
      expect(await page.locator("main :is(script, iframe, img[src=x], [onerror])").count()).toBe(0);
      await page.evaluate(() => {
        location.hash = "v=1&surface=bowl&run=adam";
      });
      await page.waitForSelector('[data-lab="arena"][data-surface="bowl"][data-runs="1"][data-step="0"]');
      await page.getByRole("button", {name: "Step", exact: true}).click();
      await page.waitForSelector('[data-lab="arena"][data-step="1"]');
    }));
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

test("on paper the map is that of the light scheme, whatever the screen's", () =>
  arena(
    async (page) => {
      const ground = async () => {
        const {data} = PNG.sync.read(await page.locator(".map canvas").first().screenshot());
        return data.reduce((sum, v) => sum + v, 0) / data.length;
      };
      await page.emulateMedia({colorScheme: "light"});
      await expect.poll(ground).toBeGreaterThan(180);
      const light = await ground();
      await page.emulateMedia({colorScheme: "dark"});
      await expect.poll(ground).toBeLessThan(light - 50);
      await page.emulateMedia({colorScheme: "dark", media: "print"});
      await expect.poll(ground).toBeGreaterThan(light - 10);
    },
    {scheme: "dark"}
  ));

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
