// How evenly the arena draws: times between frames while eight runs play or are scrubbed.
import type {Page} from "playwright-core";

const rules = ["gradientDescent", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "amsgrad", "nadam"];

/** Slow enough to be on their way for all 10,000 steps. */
const runs = rules.map((rule) => `run=${rule},learningRate:0.0005`).join("&");
/** A link to the arena with eight runs. */
export const eightRuns = (rest: string) => `/arena#v=1&surface=rosenbrock&${runs}&${rest}`;

interface Frames {
  readonly frames: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Frames of a 60 Hz screen that were not drawn. */
  readonly dropped: number;
}

/** What a list of intervals comes to. */
export function count(intervals: readonly number[]): Frames {
  const sorted = [...intervals].sort((a, b) => a - b);
  const at = (share: number) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1));
  const dropped = intervals.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / (1000 / 60)) - 1), 0);
  return {frames: intervals.length, medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1), dropped};
}

/** Times between frames for a while; `move` may move the scrubber before each. */
export const intervals = (page: Page, seconds: number, scrub: boolean) =>
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

/**
 * Counts the time that the page's main thread itself works, which waits for nobody: other than missed frames it says the
 * same on a busy machine. What it returns gives the ms since then.
 */
export async function mainThread(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", {timeDomain: "threadTicks"});
  const spent = async () => {
    const {metrics} = await client.send("Performance.getMetrics");
    return 1000 * (metrics.find(({name}) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  const before = await spent();
  return async () => (await spent()) - before;
}

/** tsx wraps named functions in a helper that the page does not have. */
export const named = (page: Page) => page.addInitScript("globalThis.__name = (f) => f");
