// Measures largest contentful paint on every page of the built site, with the processor four times slower, cold cache:
//   npx tsx tools/lcp.ts [/chapters/adam …] [--rate 4] [--runs 3] [--limit 1500]
// Prints the median of the runs, and what was largest. Ends with 1 where a page takes longer than the limit.
import {parseArgs} from "node:util";
import type {Page} from "playwright-core";
import {book} from "../src/book.js";
import {openSite, sizes} from "../test/site/harness.js";

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    rate: {type: "string", default: "4"},
    runs: {type: "string", default: "3"},
    limit: {type: "string", default: "1500"}
  }
});
const pages = positionals.length
  ? positionals
  : ["/index", ...book.flatMap(({chapters}) => chapters.map(({path}) => path))];

interface Paint {
  readonly time: number;
  readonly first: number;
  readonly what: string;
}

/** Slows the page down before it loads, and notes its paints. */
async function prepare(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", {rate: Number(values.rate)});
  await session.send("Network.setCacheDisabled", {cacheDisabled: true});
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {element?: Element})[]) {
        const {element, startTime} = entry;
        const what = element
          ? `${element.localName} ${element.textContent?.trim().replace(/\s+/g, " ").slice(0, 40)}`
          : "?";
        Object.assign(globalThis, {lcp: {time: startTime, what}});
      }
    }).observe({type: "largest-contentful-paint", buffered: true});
  });
}

const site = await openSite();
let slow = 0;
for (const path of pages) {
  for (const [name, size] of Object.entries(sizes)) {
    const paints: Paint[] = [];
    for (let i = 0; i < Number(values.runs); ++i) {
      const {page, close} = await site.open(path, {...size, before: prepare});
      await page.waitForTimeout(1000);
      paints.push(
        await page.evaluate(() => {
          const {time, what} = (globalThis as unknown as {lcp: {time: number; what: string}}).lcp;
          return {time, what, first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0};
        })
      );
      await close();
    }
    const {time, first, what} = paints.sort((a, b) => a.time - b.time)[paints.length >> 1];
    const over = time > Number(values.limit);
    if (over) ++slow;
    console.log(
      `${over ? "SLOW" : "    "} ${path.padEnd(26)} ${name.padEnd(8)} largest ${time.toFixed(0).padStart(5)} ms, first ${first.toFixed(0).padStart(5)} ms: ${what}`
    );
  }
}
await site.close();
process.exitCode = slow ? 1 : 0;
