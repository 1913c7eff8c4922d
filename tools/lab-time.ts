// Times the lab of the built site, on a machine that should be doing nothing else: `npx tsx tools/lab-time.ts --runs 3`.
// From the first step of the article's program to the last, evaluations included, and the page's tasks over 50 ms since
// Train was pressed. Build with MNIST_DIR set for the real digits.
import {parseArgs} from "node:util";
import {openSite} from "../test/site/harness.js";

const {values} = parseArgs({options: {runs: {type: "string", default: "3"}}});
const site = await openSite();
for (let run = 0; run < Number(values.runs); ++run) {
  const {page, problems, close} = await site.open("/mnist");
  const lab = page.locator('[data-lab="mnist"]');
  const reached = (state: string) =>
    page.waitForSelector(`[data-lab="mnist"][data-state="${state}"]`, {timeout: 300_000});
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({duration}) => duration))).observe({
      type: "longtask"
    });
    Object.assign(window, {tasks});
  });
  await page.getByRole("button", {name: "Train", exact: true}).click();
  await reached("training");
  const begin = performance.now();
  await reached("done");
  const seconds = (performance.now() - begin) / 1000;
  const tasks = await page.evaluate(() => (window as unknown as {tasks: number[]}).tasks);
  const {source, kernel, epoch, testAccuracy} = await lab.evaluate((node) => ({...(node as HTMLElement).dataset}));
  console.log(
    `${source}, ${kernel}: ${epoch} epochs in ${seconds.toFixed(1)} s, test accuracy ${testAccuracy}, ${tasks.length} tasks over 50 ms`
  );
  if (problems.length) throw new Error(`lab-time: ${problems.join("; ")}`);
  await close();
}
await site.close();
