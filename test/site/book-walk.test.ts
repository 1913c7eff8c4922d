import {afterAll, beforeAll, test} from "vitest";
import {book} from "../../src/book.js";
import {diagonal, findingsEverywhere} from "./axe-everywhere.js";
import {errorBoxes, openSite, type Site, sizes} from "./harness.js";
import {alternatives, lostOnPaper, walk} from "./walk.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const chapters = book.flatMap((part) => part.chapters.map(({path}) => path)).filter((p) => p.startsWith("/chapters/"));

// One load serves all of it, since loading is what takes the time.
test.concurrent.for(chapters)(
  "%s by keyboard, by ear, for axe before and after use, and on paper",
  async (path, {expect}) => {
    const {page, problems, close} = await site.open(path, {...sizes.desktop, reducedMotion: true});
    await page.waitForTimeout(250);
    const rest = await findingsEverywhere(page, diagonal);
    const before = await alternatives(page);

    const {faults, handles} = await walk(page);
    expect(faults).toEqual([]);
    if (!/questions|notation/.test(path)) expect(handles).toBeGreaterThan(0);

    // What no slider and no word has set is set by its own first button or field.
    for (const id of Object.keys(before)) {
      const said = async () => (await alternatives(page))[id];
      const figure = page.locator(`[data-figure="${id}"]`);
      // A training that a word in the prose has started waits until it is seen.
      await figure.scrollIntoViewIfNeeded();
      if ((await said()) !== before[id]) continue;
      const field = figure.locator("input[type=search], input[type=text]").first();
      const train = figure.getByRole("button", {name: "Train"});
      if (await field.count()) await field.fill("good");
      else if (await train.count()) await train.press("Enter");
      else if (!(await figure.getByRole("button", {name: "Pause"}).count())) {
        // One without a button was set by its sliders, and is still computing.
        const first = figure.getByRole("button").first();
        if (await first.count()) await first.press("Enter");
      }
      await expect.poll(said, {timeout: 15_000, message: `${path}: ${id} says the same`}).not.toBe(before[id]);
    }
    for (const words of Object.values(await alternatives(page))) expect(words).not.toMatch(/NaN|undefined|\[object/);

    await page.evaluate(() => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>("#observablehq-main details")) fold.open = true;
      for (const box of document.querySelectorAll("#observablehq-main :is(.predict, .quiz)"))
        box.querySelector<HTMLElement>("button:not(:disabled)")?.click();
    });
    expect({rest, used: await findingsEverywhere(page)}).toEqual({rest: {}, used: {}});

    await page.evaluate(() => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>("#observablehq-main details")) fold.open = false;
    });
    expect(await lostOnPaper(page)).toEqual([]);
    expect(await errorBoxes(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  }
);
