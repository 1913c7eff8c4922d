// Compares every figure, light and dark, with its reference picture in test/visual/: `npm run build && npm run visual`.
// After a change that is meant: `npm run visual -- --update`, and look at what git says has changed.
//
// A picture is taken at rest, of the figure alone, with motion off, our own fonts, and clock and chance held still; then
// halved, which is a quarter of the bytes and blind to how an edge is smoothed. The references say which browser made
// them. In the same major version on the same system a figure fails when 0.2 % of its pixels differ; elsewhere, where
// letters are drawn in another way, when 3 % do.
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {parseArgs} from "node:util";
import type {Locator, Page} from "playwright-core";
import {PNG} from "pngjs";
import {book} from "../src/book.js";
import {openSite} from "../test/site/harness.js";
import {differ, reduced} from "./picture-compare.js";

const {values} = parseArgs({
  options: {
    update: {type: "boolean", default: false},
    only: {type: "string"},
    out: {type: "string", default: ".visual"}
  }
});
const references = "test/visual";
const origin = `${references}/made-with.json`;
const tolerances = {same: 0.002, other: 0.03};
const figures = "main figure[data-figure], main [data-lab]";

/** Chance and the clock stand still; what a figure draws must come from its own seed. */
const freeze = () => {
  let state = 1;
  Math.random = () => {
    state = (Math.imul(state, 48271) >>> 0) % 2147483647;
    return state / 2147483647;
  };
  const now = Date.UTC(2026, 0, 1);
  Date.now = () => now;
};

/** The picture, once two in a row are equal: then nothing moves any more. Says so after ten tries. */
async function settled(figure: Locator, name: string): Promise<PNG> {
  const take = () => figure.screenshot({animations: "disabled", caret: "hide"});
  let last = await take();
  for (let i = 0; i < 10; ++i) {
    await figure.page().waitForTimeout(120);
    const next = await take();
    if (next.equals(last)) return PNG.sync.read(next);
    last = next;
  }
  console.log(`moves at rest: ${name}`);
  return PNG.sync.read(last);
}

/** Shows every part of the page once, for figures that wait until they are seen. */
async function scrollThrough(page: Page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    scrollTo(0, 0);
  });
  // Figures far below wait for the reader, or for paper.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.waitForTimeout(300);
}

mkdirSync(references, {recursive: true});
rmSync(values.out, {recursive: true, force: true});
mkdirSync(values.out, {recursive: true});
const site = await openSite();
const mnist = readFileSync(
  `dist/_file/data/${readdirSync("dist/_file/data").find((file) => /^mnist\.\w+\.json$/.test(file))}`,
  "utf8"
);
const here = {
  browser: `Chromium ${site.version.split(".")[0]}`,
  system: process.platform,
  digits: (JSON.parse(mnist) as {source: string}).source
};
const made: typeof here = !values.update && existsSync(origin) ? JSON.parse(readFileSync(origin, "utf8")) : here;
const same = made.browser === here.browser && made.system === here.system;
const tolerance = tolerances[same ? "same" : "other"];
if (!same) console.log(`visual: made with ${made.browser} on ${made.system}; held loosely in ${here.browser}`);
if (made.digits !== here.digits)
  console.log(`visual: /mnist left out: made with ${made.digits}, built with ${here.digits}`);

const jobs = ["/index", ...book.flatMap(({chapters}) => chapters.map(({path}) => path)), "/design"]
  .filter((path) => existsSync(`src${path}.md`) && (!values.only || path.includes(values.only)))
  .filter((path) => path !== "/mnist" || made.digits === here.digits)
  .flatMap((path) => (["light", "dark"] as const).map((scheme) => ({path, scheme})));
if (!jobs.length) throw new Error(`visual: unknown page: ${values.only}; expected a part of a page's path`);
const seen = new Set<string>();
const failures: string[] = [];

/** Compares one picture with its reference, or makes it the reference. */
function judge(name: string, picture: PNG) {
  const file = `${references}/${name}.png`;
  seen.add(`${name}.png`);
  const bytes = PNG.sync.write(picture, {deflateLevel: 9, colorType: 2});
  if (values.update) {
    writeFileSync(file, bytes);
    return;
  }
  const {share, why, diff} = existsSync(file)
    ? differ(PNG.sync.read(readFileSync(file)), picture)
    : {share: 1, why: "it has no reference", diff: undefined};
  if (share <= tolerance) return;
  writeFileSync(`${values.out}/${name}.png`, bytes);
  if (diff) writeFileSync(`${values.out}/${name}-diff.png`, PNG.sync.write(diff));
  failures.push(`${name}: ${why}; see ${values.out}/${name}.png`);
}

/** Takes pages until none is left. */
async function work() {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const {path, scheme} = job;
    const options = {width: 1200, height: 900, scheme, reducedMotion: true};
    const {page, close} = await site.open(path, {...options, before: (page) => page.addInitScript(freeze)});
    await scrollThrough(page);
    const names = await page.locator(figures).evaluateAll((nodes) =>
      nodes.map((node, i) => {
        const inner = node.parentElement?.closest("figure[data-figure], [data-lab]");
        return inner || !node.clientHeight
          ? ""
          : ((node as HTMLElement).dataset.figure ?? (node as HTMLElement).dataset.lab ?? `${i}`);
      })
    );
    for (const [i, figure] of names.entries()) {
      if (!figure) continue;
      const name = `${path.slice(1).replaceAll("/", "-")}-${figure}-${scheme}`;
      judge(name, reduced(await settled(page.locator(figures).nth(i), name)));
    }
    await close();
  }
}

await Promise.all([work(), work()]);
await site.close();
if (!values.only)
  for (const file of readdirSync(references).filter((f) => f.endsWith(".png") && !seen.has(f)))
    if (values.update) rmSync(`${references}/${file}`);
    else if (made.digits === here.digits || !file.startsWith("mnist-"))
      failures.push(`${file}: no figure has this name any more`);
if (values.update) writeFileSync(origin, `${JSON.stringify(here)}\n`);
for (const failure of failures) console.log(`visual: ${failure}`);
console.log(`${seen.size - failures.length} passed, ${failures.length} failed`);
if (failures.length) console.log("visual: if the change is meant: npm run visual -- --update");
process.exit(failures.length ? 1 : 0);
