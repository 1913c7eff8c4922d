// What the lab takes of a tab: `npx tsx tools/memory.ts --epochs 10`, on the built site, Linux only.
// Prints the private memory of the tab's process before, at its peak and after, and what an empty page has; after each
// epoch the page's heap after a collection. Fails when the lab takes 250 MB or more, or the heap grows from epoch to epoch.
import {parseArgs} from "node:util";
import {openSite} from "../test/site/harness.js";
import {renderers, watchTab} from "./tab.js";

const {values} = parseArgs({
  options: {epochs: {type: "string", default: "10"}, settings: {type: "string", default: ""}}
});
const epochs = Number(values.epochs);
const LIMIT = 250;

const site = await openSite();
const empty = await site.open("/404");
const blank = await watchTab(empty.page, new Set());
const without = blank.memory();
const known = new Set(await renderers(empty.page));
const {page, problems} = await site.open(`/mnist#epochs=${epochs}${values.settings ? `&${values.settings}` : ""}`);
const tab = await watchTab(page, known);
const rest = tab.memory();
let peak = rest;
const sampler = setInterval(() => {
  peak = Math.max(peak, tab.memory());
}, 100);
const mark = async (name: string) => (await page.locator('[data-lab="mnist"]').getAttribute(`data-${name}`)) ?? "";

await page.getByRole("button", {name: "Train", exact: true}).click();
const heaps: number[] = [];
for (let last = 0; last < epochs; ) {
  await page.waitForTimeout(100);
  const epoch = Number(await mark("epoch"));
  if ((await mark("state")) === "error") throw new Error("memory: the lab failed");
  if (epoch === last) continue;
  last = epoch;
  const {heap, nodes} = await tab.use();
  heaps.push(heap);
  console.log(
    `epoch ${epoch}: heap ${heap.toFixed(2)} MB, ${nodes} nodes, process ${tab.memory().toFixed(0)} MB of its own`
  );
}
clearInterval(sampler);
await page.waitForTimeout(3000);
const after = tab.memory();
console.log(
  `process: ${without.toFixed(0)} MB with an empty page; ${rest.toFixed(0)} MB with the lab at rest, ${peak.toFixed(0)} MB at its peak, ${after.toFixed(0)} MB after`
);
console.log(`the lab: ${(peak - without).toFixed(0)} MB at its peak, of at most ${LIMIT}`);
await site.close();
// Curves grow by a number for each step, and code is compiled at first; a leak of anything larger shows.
const grown = (heaps.at(-1) ?? 0) - (heaps[Math.floor(heaps.length / 2)] ?? 0);
if (peak - without >= LIMIT || grown > 2 || problems.length) process.exitCode = 1;
