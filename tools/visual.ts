// Compares every page with its reference picture: `npm run build && npm run visual`, and `npm run visual -- --update` to
// make them anew after a change that is meant. Fixed seeds, motion off, our own fonts, light and dark, whole pages.
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {parseArgs} from "node:util";
import pixelmatch from "pixelmatch";
import {PNG} from "pngjs";
import {book} from "../src/book.js";
import {openSite} from "../test/site/harness.js";

const {values} = parseArgs({
  options: {
    update: {type: "boolean", default: false},
    only: {type: "string"},
    out: {type: "string", default: ".visual"}
  }
});
const references = "test/visual";
/** Share of pixels that may differ: other machines smooth edges differently. */
const tolerance = 0.002;

/** The picture at half size: a quarter of the bytes, and blind to how an edge is smoothed. */
function halved(png: PNG): PNG {
  const half = new PNG({width: png.width >> 1, height: png.height >> 1});
  for (let y = 0; y < half.height; ++y)
    for (let x = 0; x < half.width; ++x)
      for (let c = 0; c < 4; ++c) {
        const at = (dy: number, dx: number) => png.data[((2 * y + dy) * png.width + 2 * x + dx) * 4 + c];
        half.data[(y * half.width + x) * 4 + c] = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) >> 2;
      }
  return half;
}

/** Share of pixels that differ, with a picture of where; 1 when the sizes do. */
function compare(a: PNG, b: PNG): {share: number; diff?: PNG} {
  if (a.width !== b.width || a.height !== b.height) return {share: 1};
  const diff = new PNG({width: a.width, height: a.height});
  const n = pixelmatch(a.data, b.data, diff.data, a.width, a.height, {threshold: 0.2});
  return {share: n / (a.width * a.height), diff};
}

mkdirSync(references, {recursive: true});
mkdirSync(values.out, {recursive: true});
const paths = ["/", ...book.flatMap(({chapters}) => chapters.map(({path}) => path)), "/design"].filter(
  (path) => existsSync(`src${path === "/" ? "/index" : path}.md`) && (!values.only || path.includes(values.only))
);
const site = await openSite();
let failed = 0;
let passed = 0;
for (const path of paths)
  for (const scheme of ["light", "dark"] as const) {
    const name = `${path === "/" ? "index" : path.slice(1).replaceAll("/", "-")}-${scheme}`;
    const {page, close} = await site.open(path, {width: 1200, height: 900, scheme, reducedMotion: true});
    // Figures that wait until they are seen are seen once.
    await page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += 700) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      scrollTo(0, 0);
    });
    await page.waitForTimeout(800);
    const shot = halved(PNG.sync.read(await page.screenshot({fullPage: true, animations: "disabled"})));
    await close();
    const file = `${references}/${name}.png`;
    if (values.update) {
      writeFileSync(file, PNG.sync.write(shot, {deflateLevel: 9}));
      ++passed;
      continue;
    }
    const {share, diff} = existsSync(file) ? compare(PNG.sync.read(readFileSync(file)), shot) : {share: 1};
    if (share <= tolerance) ++passed;
    else {
      ++failed;
      writeFileSync(`${values.out}/${name}.png`, PNG.sync.write(shot));
      if (diff) writeFileSync(`${values.out}/${name}-diff.png`, PNG.sync.write(diff));
      console.log(`differs: ${name}: ${(100 * share).toFixed(2)} % of pixels; see ${values.out}/${name}.png`);
    }
  }
console.log(`${passed} passed, ${failed} failed`);
await site.close();
process.exit(failed ? 1 : 0);
