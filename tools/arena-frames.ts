// Measures the arena of the built site in a real browser, on a machine that should be doing nothing else:
//   npx tsx tools/arena-frames.ts
// First picture; ten seconds of play with eight runs; a scrub through 10,000 steps of eight runs, forth and back.
import type {Page} from "playwright-core";
import {openSite} from "../test/site/harness.js";

const rules = ["gradientDescent", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "amsgrad", "nadam"];
/** Slow enough to be on their way for all 10,000 steps. */
const runs = rules.map((rule) => `run=${rule},learningRate:0.0005`).join("&");
const link = (rest: string) => `/arena#v=1&surface=rosenbrock&${runs}&${rest}`;

interface Frames {
  readonly frames: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Frames of a 60 Hz screen that were not drawn. */
  readonly dropped: number;
}

function count(intervals: readonly number[]): Frames {
  const sorted = [...intervals].sort((a, b) => a - b);
  const at = (share: number) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1));
  const dropped = intervals.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / (1000 / 60)) - 1), 0);
  return {frames: intervals.length, medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1), dropped};
}

/** Times between frames for a while; `move` may move the scrubber before each. */
const intervals = (page: Page, seconds: number, scrub: boolean) =>
  page.evaluate(
    ([duration, moves]) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = [];
        const scrubber = document.querySelector<HTMLInputElement>(".scrubber")!;
        const begin = performance.now();
        let last: number | undefined;
        const frame = (now: number) => {
          if (last !== undefined) found.push(now - last);
          last = now;
          const share = (now - begin) / 1000 / (duration as number);
          if (share >= 1) return resolve(found);
          if (moves) {
            // Forth and back, once.
            scrubber.value = String(Math.round(Number(scrubber.max) * (1 - Math.abs(1 - 2 * share))));
            scrubber.dispatchEvent(new Event("input", {bubbles: true}));
          }
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [seconds, scrub] as const
  );

/** Milliseconds from the start of the navigation to the first frame that shows the surface and its runs. */
async function firstPicture(page: Page): Promise<{paintMs: number; arenaMs: number}> {
  const arenaMs = await page.evaluate(() => (window as unknown as {arenaAt: number}).arenaAt);
  const paintMs = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  return {paintMs: Math.round(paintMs), arenaMs: Math.round(arenaMs)};
}

/** tsx wraps named functions in a helper that the page does not have. */
const named = (page: Page) => page.addInitScript("globalThis.__name = (f) => f");

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
  const {page, close} = await site.open(link("speed=60"), {before: named});
  await page.waitForTimeout(1000);
  await page.getByRole("button", {name: "Play", exact: true}).click();
  report.play = count(await intervals(page, 10, false));
  report.playFrameMs = await page.locator("[data-lab]").getAttribute("data-frame-ms");
  report.playSteps = await page.locator("[data-lab]").getAttribute("data-step");
  await close();
}
{
  const {page, close} = await site.open(link("step=10000"), {before: named});
  await page.waitForSelector('[data-lab][data-ready="true"][data-runs="8"]', {timeout: 120_000});
  await page.waitForTimeout(500);
  report.scrub = count(await intervals(page, 6, true));
  await close();
}
console.log(JSON.stringify(report, null, 1));
await site.close();
