// What the lab takes of a tab: `npx tsx tools/memory.ts --epochs 10`, on the built site, Linux only.
// Prints the private memory of the tab's process before, at its peak and after, and what an empty page has; after each
// epoch the heaps of the page and of the training worker after a collection, and the memory of the worker's kernels; with
// `--race 2`, the peak of a race of that many at once. Fails when the lab takes 250 MB or more as it trains, when a heap
// grows from epoch to epoch, or when the kernels' memory does not stay.
import {parseArgs} from "node:util";
import {openSite} from "../test/site/harness.js";
import {renderers, watchTab} from "./tab.js";

const {values} = parseArgs({
  options: {
    epochs: {type: "string", default: "10"},
    settings: {type: "string", default: ""},
    race: {type: "string", default: "0"}
  }
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
const workerHeaps: number[] = [];
const memories = new Set<string>();
for (let last = 0; last < epochs; ) {
  await page.waitForTimeout(100);
  const epoch = Number(await mark("epoch"));
  if ((await mark("state")) === "error") throw new Error("memory: the lab failed");
  if (epoch === last) continue;
  last = epoch;
  const {heap, nodes} = await tab.use();
  heaps.push(heap);
  // The one that trains is the one that holds the images.
  const size = (of: {memories: readonly number[]}) => Math.max(0, ...of.memories);
  const trainer = (await tab.workers()).sort((a, b) => size(b) - size(a))[0];
  workerHeaps.push(trainer.heap);
  // They come in any order.
  const sizes = [...trainer.memories].sort((a, b) => b - a);
  const kernels = sizes.map((mb) => mb.toFixed(1)).join(" + ");
  memories.add(kernels);
  console.log(
    `epoch ${epoch}: heap ${heap.toFixed(2)} MB, ${nodes} nodes; worker ${trainer.heap.toFixed(2)} MB and ${kernels} MB of WebAssembly; process ${tab.memory().toFixed(0)} MB of its own`
  );
}
await page.waitForTimeout(3000);
const after = tab.memory();
const trained = peak;
peak = after;
if (Number(values.race) > 1) {
  await page.locator('[data-section="runs"] > summary').click();
  await page.locator(".race-width select").selectOption(values.race);
  await page.getByRole("button", {name: "Race", exact: true}).click();
  await page.waitForTimeout(500);
  await page.locator(`button[aria-disabled="false"]`, {hasText: /^Race$/}).waitFor({timeout: 600_000});
  console.log(`a race of ${values.race} at once: ${(peak - without).toFixed(0)} MB at its peak`);
}
clearInterval(sampler);
console.log(
  `process: ${without.toFixed(0)} MB with an empty page; ${rest.toFixed(0)} MB with the lab at rest, ${trained.toFixed(0)} MB at its peak, ${after.toFixed(0)} MB after`
);
console.log(`the lab: ${(trained - without).toFixed(0)} MB at its peak, of at most ${LIMIT}`);
await site.close();
// Curves grow by a number for each step, and code is compiled at first; a leak of anything larger shows. The least of
// each half counts, since a heap that is asked for in mid-step holds what the step is at.
const grown = (of: readonly number[]) => {
  if (of.length < 2) return 0;
  const half = Math.ceil(of.length / 2);
  return Math.min(...of.slice(half)) - Math.min(...of.slice(0, half));
};
if (
  trained - without >= LIMIT ||
  grown(heaps) > 2 ||
  grown(workerHeaps) > 0.5 ||
  memories.size !== 1 ||
  problems.length
)
  process.exitCode = 1;
