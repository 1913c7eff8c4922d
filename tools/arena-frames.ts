// Measures the arena of the built site in a real browser, on a machine that should be doing nothing else:
//   npx tsx tools/arena-frames.ts
// First picture; ten seconds of play with eight runs; a scrub through 10,000 steps of eight runs, forth and back; and how
// long the main thread works for a frame, which a busy machine hardly changes.
import type {Page} from "playwright-core";
import {openSite} from "../test/site/harness.js";
import {count, eightRuns, intervals, mainThread, named} from "./frame-times.js";

/** Milliseconds from the start of the navigation to the first frame that shows the surface and its runs. */
async function firstPicture(page: Page): Promise<{paintMs: number; arenaMs: number}> {
  const arenaMs = await page.evaluate(() => (window as unknown as {arenaAt: number}).arenaAt);
  const paintMs = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  return {paintMs: Math.round(paintMs), arenaMs: Math.round(arenaMs)};
}

const noteFirst = async (page: Page) => {
  await named(page);
  await page.addInitScript(() => {
    const look = (now: number) => {
      const map = document.querySelector<HTMLCanvasElement>('[data-lab="arena"] .map-marks text');
      if (map) Object.assign(window, {arenaAt: now});
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
};

const site = await openSite();
const report: Record<string, unknown> = {};
{
  const {page, close} = await site.open("/arena", {before: noteFirst});
  await page.waitForFunction(() => "arenaAt" in window);
  report.firstPicture = await firstPicture(page);
  await close();
}
{
  const {page, close} = await site.open(eightRuns("speed=60"), {before: named});
  await page.waitForTimeout(1000);
  await page.getByRole("button", {name: "Play", exact: true}).click();
  const worked = await mainThread(page);
  const list = await intervals(page, 10, false);
  report.play = count(list);
  report.playMainThreadMs = Number(((await worked()) / list.length).toFixed(2));
  report.playFrameMs = await page.locator("[data-lab]").getAttribute("data-frame-ms");
  report.playSteps = await page.locator("[data-lab]").getAttribute("data-step");
  await close();
}
{
  const {page, close} = await site.open(eightRuns("step=10000"), {before: named});
  await page.waitForSelector('[data-lab][data-ready="true"][data-runs="8"]', {timeout: 120_000});
  await page.waitForTimeout(500);
  const worked = await mainThread(page);
  const list = await intervals(page, 6, true);
  report.scrub = count(list);
  report.scrubMainThreadMs = Number(((await worked()) / list.length).toFixed(2));
  await close();
}
console.log(JSON.stringify(report, null, 1));
await site.close();
