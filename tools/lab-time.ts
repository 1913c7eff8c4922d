// Times the lab of the built site, on a machine that should be doing nothing else: `npx tsx tools/lab-time.ts --runs 3`.
// From the first step of the article's program to the last, evaluations included; the page's tasks over 50 ms since Train
// was pressed, and its frames while it trained. Build with MNIST_DIR set for the real digits.
import {parseArgs} from "node:util";
import {openSite} from "../test/site/harness.js";
import {count, named} from "./frame-times.js";

const {values} = parseArgs({options: {runs: {type: "string", default: "3"}}});
const site = await openSite();
for (let run = 0; run < Number(values.runs); ++run) {
  const {page, problems, close} = await site.open("/mnist", {before: named});
  const lab = page.locator('[data-lab="mnist"]');
  const reached = (state: string) =>
    page.waitForSelector(`[data-lab="mnist"][data-state="${state}"]`, {timeout: 300_000});
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({duration}) => duration))).observe({
      type: "longtask"
    });
    const frames: number[] = [];
    const frame = (now: number) => {
      frames.push(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(window, {tasks, frames});
  });
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reached("training");
  const begin = performance.now();
  const seen = () => page.evaluate(() => (window as unknown as {frames: number[]}).frames.splice(0));
  await seen();
  await reached("done");
  const seconds = (performance.now() - begin) / 1000;
  const times = await seen();
  const drawn = count(times.slice(1).map((now, i) => now - times[i]));
  const tasks = await page.evaluate(() => (window as unknown as {tasks: number[]}).tasks);
  const {source, kernel, epoch, testAccuracy} = await lab.evaluate((node) => ({...(node as HTMLElement).dataset}));
  console.log(
    `${source}, ${kernel}: ${epoch} epochs in ${seconds.toFixed(1)} s, test accuracy ${testAccuracy}, ${tasks.length} tasks over 50 ms; ${drawn.frames} frames, median ${drawn.medianMs} ms, 95 of 100 within ${drawn.p95Ms} ms, longest ${drawn.longestMs} ms, ${drawn.dropped} missed`
  );
  if (problems.length) throw new Error(`lab-time: ${problems.join("; ")}`);
  await close();
}
await site.close();
