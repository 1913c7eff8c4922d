// Lighthouse over the built site: `npm run lighthouse [-- --runs 3 --pages /arena,/mnist]`. Exits with 1 where a median
// is below its floor. `npm run build` comes first.

import {createServer} from "node:http";
import {parseArgs} from "node:util";
import {launch} from "chrome-launcher";
import compression from "compression";
import lighthouse, {desktopConfig} from "lighthouse";
import sirv from "sirv";
import {requireBrowser} from "../tools/browser.js";

const {values} = parseArgs({
  options: {
    runs: {type: "string", default: "3"},
    pages: {type: "string", default: "/index,/chapters/momentum,/arena,/mnist"}
  }
});
const floors = {
  desktop: {performance: 95, accessibility: 95, "best-practices": 95, seo: 95},
  mobile: {performance: 90}
};

// Compressed, as every host does.
const [compress, files] = [compression(), sirv("dist")];
const server = createServer((request, response) => compress(request, response, () => files(request, response)));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const chrome = await launch({
  chromePath: requireBrowser(),
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
});

const median = (xs) => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)];
let failed = 0;
let passed = 0;
for (const path of values.pages.split(","))
  for (const [form, categories] of Object.entries(floors)) {
    const runs = [];
    for (let i = 0; i < Number(values.runs); ++i) {
      const options = {port: chrome.port, onlyCategories: Object.keys(categories), logLevel: "error"};
      const {lhr} = await lighthouse(`${origin}${path}.html`, options, form === "desktop" ? desktopConfig : undefined);
      runs.push(lhr);
    }
    for (const [category, floor] of Object.entries(categories)) {
      const score = Math.round(100 * median(runs.map((lhr) => lhr.categories[category].score ?? 0)));
      const fine = score >= floor;
      if (fine) ++passed;
      else ++failed;
      console.log(`${fine ? "ok  " : "FAIL"} ${path} ${form} ${category}: ${score} (at least ${floor})`);
      if (fine) continue;
      for (const {id, weight} of runs[0].categories[category].auditRefs) {
        const {score, title, displayValue = "", details} = runs[0].audits[id];
        if (weight && score !== null && score < 0.9) {
          console.log(`       ${title} ${displayValue}`);
          for (const item of details?.items?.slice(0, 4) ?? [])
            console.log(`         ${item.node?.snippet ?? item.url ?? ""}`);
        }
      }
    }
  }
console.log(`${passed} passed, ${failed} failed`);
chrome.kill();
server.close();
process.exit(failed ? 1 : 0);
