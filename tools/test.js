// `npm test`: everything that must hold, from the cheapest check to a real browser. Stops at the first that fails.
import {spawn} from "node:child_process";
import {requireBrowser} from "./browser.js";
import {prepare} from "./prepare.js";

const CHROME_PATH = requireBrowser();

/** Each step: what it is, an npm script and its arguments. The first six need one core each, and run two at a time. */
const small = [
  ["types, pages included", "types"],
  ["lint and format", "lint"],
  ["spelling of pages and docs", "spell"],
  ["unused files, exports and packages", "unused"],
  ["code that stands in two places", "duplicates"],
  ["compiled kernels are those of their sources", "kernels", "--", "--check"]
];
const large = [
  ["library and components", "test:unit"],
  ["site build, network blocked", "build", "--", "--no-network"],
  ["size of the library, of each page's first load and of each lab", "size", "--", "--silent"],
  ["pictures of every figure, light and dark", "visual"],
  ["site in a browser", "test:site"]
];

/** Runs a step. What it prints is shown as it comes, or, for one that runs beside another, at its end. */
async function run([what, ...script], output) {
  const start = performance.now();
  if (output === "inherit") console.log(`\n── ${what} ──`);
  const child = spawn("npm", ["run", "--silent", ...script], {
    stdio: ["inherit", output, output],
    shell: process.platform === "win32",
    env: {...process.env, CHROME_PATH}
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(chunk));
  const status = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (output === "pipe") process.stdout.write(`\n── ${what} ──\n${Buffer.concat(said)}`);
  if (status !== 0) {
    console.error(`\ntest: failed: ${what}`);
    process.exit(status ?? 1);
  }
  console.log(`── ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

await prepare();
const waiting = [...small];
const work = async () => {
  for (let step = waiting.shift(); step; step = waiting.shift()) await run(step, "pipe");
};
await Promise.all([work(), work()]);
for (const step of large) await run(step, "inherit");
