// `npm test`: everything that must hold, from the cheapest check to a real browser. Stops at the first that fails.
import {spawnSync} from "node:child_process";
import {requireBrowser} from "./browser.js";
import {prepare} from "./prepare.js";

const CHROME_PATH = requireBrowser();

/** Each step: what it is, an npm script and its arguments. */
const steps = [
  ["types, pages included", "types"],
  ["lint and format", "lint"],
  ["spelling of pages and docs", "spell"],
  ["unused files, exports and packages", "unused"],
  ["code that stands in two places", "duplicates"],
  ["compiled kernels are those of their sources", "kernels", "--", "--check"],
  ["library and components", "test:unit"],
  ["site build, network blocked", "build", "--", "--no-network"],
  ["size of the library, of each page's first load and of each lab", "size", "--", "--silent"],
  ["pictures of every figure, light and dark", "visual"],
  ["site in a browser", "test:site"]
];

await prepare();
for (const [what, ...script] of steps) {
  const start = performance.now();
  console.log(`\n── ${what} ──`);
  const {status} = spawnSync("npm", ["run", "--silent", ...script], {
    stdio: "inherit",
    shell: process.platform === "win32",
    env: {...process.env, CHROME_PATH}
  });
  if (status !== 0) {
    console.error(`\ntest: failed: ${what}`);
    process.exit(status ?? 1);
  }
  console.log(`── ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
