import {existsSync} from "node:fs";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {book} from "../../src/book.js";
import {errorBoxes, openSite, overflow, type Site} from "./harness.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const written = ({path}: {path: string}) => existsSync(`src${path}.md`);
const arena = '[data-lab="arena"]';
const mnist = '[data-lab="mnist"]';
const reach = (page: Page, root: string, name: string, wanted: string, timeout = 60_000) =>
  page.waitForFunction(
    ([root, name, wanted]) =>
      wanted.split("|").includes(document.querySelector(root)?.getAttribute(`data-${name}`) ?? ""),
    [root, name, wanted] as const,
    {timeout}
  );

const broken = {
  blocked: () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      }
    });
  },
  full: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  }
};

/**
 * Freezes a tab and brings it back. Chromium freezes hidden tabs only, and one without a screen is never hidden; so the
 * page is told what a browser tells, in that order, and meanwhile the debugger holds its scripts.
 */
async function freeze(page: Page, milliseconds: number) {
  const tell = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", {value, configurable: true});
      Object.defineProperty(document, "visibilityState", {value: value ? "hidden" : "visible", configurable: true});
      if (!value) document.dispatchEvent(new Event("resume"));
      window.dispatchEvent(new Event(value ? "blur" : "focus"));
      document.dispatchEvent(new Event("visibilitychange"));
      if (value) document.dispatchEvent(new Event("freeze"));
    }, hidden);
  const session = await page.context().newCDPSession(page);
  await session.send("Debugger.enable");
  await tell(true);
  const held = new Promise((resolve) => session.once("Debugger.paused", resolve));
  await session.send("Debugger.pause");
  // With nothing to run there is nothing to hold.
  await Promise.race([held, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await session.send("Debugger.disable");
  await tell(false);
  await session.detach();
}

test.concurrent.each(Object.entries(broken))("with storage %s every page works", async (_, damage) => {
  for (const {path} of book.flatMap(({chapters}) => chapters).filter(written)) {
    const {page, problems, close} = await site.open(path, {before: (page) => page.addInitScript(damage)});
    expect(await errorBoxes(page), path).toEqual([]);
    expect(problems, path).toEqual([]);
    const answer = page.locator("main button:visible:not([disabled])").first();
    if (await answer.count()) await answer.click();
    expect(problems, path).toEqual([]);
    await close();
  }
});

test("a download that breaks is said, and the next try succeeds", async () => {
  let fail = true;
  const {page, close} = await site.open("/mnist", {
    before: (page) => page.route(/\.bin(\?|$)/, (route) => (fail ? route.abort() : route.continue()))
  });
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reach(page, mnist, "state", "error");
  expect(await page.locator(`${mnist} [role=status], ${mnist} [role=alert]`).allTextContents()).toEqual(
    expect.arrayContaining([expect.stringMatching(/could not be loaded/i)])
  );
  fail = false;
  await page.locator(`${mnist} .primary`).first().click();
  await reach(page, mnist, "state", "training|done", 120_000);
  await close();
});

test("a page that lost every third script, style or font is whole again when it is loaded again", async () => {
  let asked = 0;
  let lossy = false;
  const {page, close} = await site.open("/arena", {
    before: (page) =>
      page.route(/\.(js|css|woff2)(\?|$)/, (route) => (lossy && ++asked % 3 === 0 ? route.abort() : route.continue()))
  });
  lossy = true;
  await page.reload({waitUntil: "networkidle"});
  expect(asked).toBeGreaterThan(6);
  lossy = false;
  await page.reload({waitUntil: "load"});
  await page.waitForFunction(() => !document.querySelector("observablehq-loading"));
  expect(await errorBoxes(page)).toEqual([]);
  await page.getByRole("button", {name: "Step", exact: true}).click();
  await reach(page, arena, "step", "1");
  await close();
});

const moving = [
  ["/index", "Pause"],
  ["/arena", "Play"],
  ["/mnist", "Train"],
  ["/speed", "Start the race"],
  ["/chapters/network", "Train"],
  ["/chapters/learning-rate", "Run the range test"],
  ["/chapters/at-work", "Train"]
] as const;

test("resizing while pages play, train and measure leaves no error and no sideways scroll", async () => {
  for (const [path, begin] of moving) {
    const {page, problems, close} = await site.open(path);
    const button = page.getByRole("button", {name: begin}).first();
    if (begin === "Pause") await button.waitFor();
    else await button.click();
    for (const width of [1440, 390, 800, 320, 1200]) {
      await page.setViewportSize({width, height: 800});
      // A busy machine needs some frames to follow.
      await expect.poll(() => overflow(page), {message: `${path} at ${width}`}).toBe(0);
      await page.waitForTimeout(150);
      expect(await overflow(page), `${path} at ${width}, and while it goes on`).toBe(0);
    }
    expect(await errorBoxes(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  }
});

test("a frozen tab goes on where it was", async () => {
  const {page, problems, close} = await site.open("/arena");
  await page.getByRole("button", {name: "Play"}).click();
  const step = async () => Number(await page.locator(arena).getAttribute("data-step"));
  await expect.poll(step).toBeGreaterThan(5);
  const before = await step();
  await freeze(page, 1500);
  expect(await step()).toBeGreaterThanOrEqual(before);
  await expect.poll(step).toBeGreaterThan(before + 20);
  await page.getByRole("button", {name: "Reset"}).click();
  await reach(page, arena, "step", "0");
  expect(problems).toEqual([]);
  await close();
});

test("a frozen lab trains on when it comes back, and loses nothing", async () => {
  const {page, problems, close} = await site.open("/mnist#epochs=3");
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await page.waitForFunction((root) => Number(document.querySelector(root)?.getAttribute("data-step")) > 20, mnist);
  await freeze(page, 1500);
  await reach(page, mnist, "state", "done", 150_000);
  expect(await page.locator(mnist).getAttribute("data-epoch")).toBe("3");
  expect(Number(await page.locator(mnist).getAttribute("data-test-accuracy"))).toBeGreaterThan(0.8);
  expect(problems).toEqual([]);
  await close();
});

test("offline after the first load: what is loaded works, what is not says so, and comes when the network is back", async () => {
  const {page, context, close} = await site.open("/arena");
  await context.setOffline(true);
  await page.getByRole("button", {name: "Step", exact: true}).click();
  await reach(page, arena, "step", "1");
  const judge = page.locator("details.judge > summary").first();
  await judge.click();
  await page.getByText("This part of the page could not be loaded").waitFor();
  const space = page.getByRole("button", {name: "3-D", exact: true});
  await space.click();
  await page.getByText("The 3-D view could not be loaded").waitFor();
  await context.setOffline(false);
  await judge.click();
  await judge.click();
  await page.locator('[data-judge="basins"]').waitFor();
  await space.click();
  await space.click();
  await page.locator('.relief[data-state="ready"]').waitFor();
  expect(await page.locator(arena).getAttribute("data-step")).toBe("1");
  await close();
});

test("without room to keep itself for offline reading the site works as it does without", async () => {
  const {page, problems, close} = await site.open("/arena", {
    offline: true,
    before: async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Storage.overrideQuotaForOrigin", {origin: site.origin, quotaSize: 100_000});
    }
  });
  const kept = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
    while (worker && !["redundant", "activated"].includes(worker.state))
      await new Promise((resolve) => setTimeout(resolve, 50));
    return worker?.state ?? "none";
  });
  expect(["redundant", "none"]).toContain(kept);
  await page.getByRole("button", {name: "Step", exact: true}).click();
  await reach(page, arena, "step", "1");
  expect(problems).toEqual([]);
  await close();
});
