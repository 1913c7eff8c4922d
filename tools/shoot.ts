// Takes screenshots of a built page:
//   npx tsx tools/shoot.ts /arena --size 1440x900 --scheme dark --full --wait 1000 --click "text=Play" --out .visual/shot.png
import {parseArgs} from "node:util";
import {errorBoxes, openSite} from "../test/site/harness.js";

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    size: {type: "string", default: "1440x900"},
    scheme: {type: "string", default: "light"},
    out: {type: "string", default: ".visual/shot.png"},
    wait: {type: "string", default: "500"},
    click: {type: "string", multiple: true, default: []},
    scroll: {type: "string", default: "0"},
    full: {type: "boolean", default: false}
  }
});
const [width, height] = values.size.split("x").map(Number);
const site = await openSite();
const {page, problems} = await site.open(positionals[0] ?? "/", {
  width,
  height,
  scheme: values.scheme === "dark" ? "dark" : "light"
});
// Figures far below wait for the reader, or for paper.
await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
for (const selector of values.click) await page.locator(selector).first().click();
if (values.scroll !== "0") await page.mouse.wheel(0, Number(values.scroll));
await page.waitForTimeout(Number(values.wait));
await page.screenshot({path: values.out, fullPage: values.full});
console.log(JSON.stringify({out: values.out, errors: await errorBoxes(page), problems}, null, 1));
await site.close();
