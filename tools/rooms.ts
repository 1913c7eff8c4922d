// Measures how much room the figures of every page take, so that a page keeps it until its scripts have run:
// `npm run build && npm run rooms && npm run build` after figures have changed in height. Writes tools/finish/rooms.json.
import {existsSync, writeFileSync} from "node:fs";
import type {Page} from "playwright-core";
import {book} from "../src/book.js";
import {openSite} from "../test/site/harness.js";
import {widths} from "./finish/rooms.js";

/**
 * Heights of the page's cells by id, as it stands: how high an empty box in a cell's place must be for what follows to
 * stay where it is. Margins that collapse make that another number than the height of what the cell shows.
 */
const measure = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector("#observablehq-main")!;
    const end = document.createElement("div");
    main.append(end);
    const heights: Record<string, number> = {};
    for (const block of main.querySelectorAll<HTMLElement>(".observablehq--block")) {
      const id = [...block.childNodes].find((n) => n.nodeType === Node.COMMENT_NODE)?.nodeValue?.slice(1, -1);
      if (!id || !block.offsetHeight) continue;
      const before = end.getBoundingClientRect().top;
      const shown = [...block.children] as HTMLElement[];
      const displays = shown.map((node) => node.style.display);
      const box = document.createElement("div");
      box.style.height = `${block.offsetHeight}px`;
      for (const node of shown) node.style.display = "none";
      block.prepend(box);
      heights[id] = Math.round(block.offsetHeight + before - end.getBoundingClientRect().top);
      box.remove();
      shown.forEach((node, i) => {
        node.style.display = displays[i];
      });
    }
    end.remove();
    return heights;
  });

const paths = ["/index", "/404", "/design", "/licences", ...book.flatMap((part) => part.chapters.map((c) => c.path))];
const jobs = paths
  .filter((path) => existsSync(`src${path}.md`))
  .flatMap((path) => widths.map((width, i) => ({path, width, i})));
const site = await openSite();
const rooms: Record<string, number[]> = {};
/** Takes jobs until none is left. */
async function work() {
  for (let job = jobs.pop(); job; job = jobs.pop()) {
    const {page, close} = await site.open(job.path, {width: job.width, height: 900, reducedMotion: true});
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    for (const [id, height] of Object.entries(await measure(page))) {
      rooms[id] ??= widths.map(() => 0);
      rooms[id][job.i] = height;
    }
    await close();
  }
}
await Promise.all([work(), work(), work()]);
await site.close();
const lines = Object.entries(rooms)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([id, heights]) => `  "${id}": [${heights.join(", ")}]`);
writeFileSync("tools/finish/rooms.json", `{\n${lines.join(",\n")}\n}\n`);
console.log(`rooms: ${lines.length} cells at ${widths.length} widths`);
