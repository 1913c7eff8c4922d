// Makes the README's moving picture from the real site: `npm run build && npx tsx tools/picture.ts`. Each frame is a
// screenshot of the arena a few steps further, so the same site gives the same picture.
import {writeFileSync} from "node:fs";
import gifenc from "gifenc";
import {PNG} from "pngjs";
import {openSite} from "../test/site/harness.js";

const {GIFEncoder, applyPalette, quantize} = gifenc;
const out = "docs/arena.gif";
const frames = 48;

const site = await openSite();
const {page} = await site.open("/arena#v=1&surface=himmelblau&start=-0.6,-0.2", {width: 1440, height: 900});
const step = page.getByRole("button", {name: "Step", exact: true});
const map = page.locator('[data-lab="arena"] canvas').first();
const gif = GIFEncoder();
for (let i = 0; i < frames; ++i) {
  const {data, width, height} = PNG.sync.read(await map.screenshot());
  const palette = quantize(data, 128);
  const last = i === frames - 1;
  gif.writeFrame(applyPalette(data, palette), width, height, {palette, delay: last ? 2000 : 80});
  const stride = i < 12 ? 1 : i < 30 ? 2 : 4;
  for (let k = 0; k < stride; ++k) await step.click();
}
gif.finish();
writeFileSync(out, gif.bytes());
console.log(`${out}: ${frames} frames, ${Math.round(gif.bytes().length / 1000)} kB`);
await site.close();
