// `npx tsx bench/descents.ts [--rules adam,lion] [--surfaces neuron,formulas] [--steps 300] [--side 200] [--chromium]`: how
// long many descents at once take, in Node or in a page of Chromium.
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {build} from "esbuild";
import * as mathjs from "mathjs";
import {chromium} from "playwright-core";
import {bestLevel} from "../lib/kernels/index.js";
import {rules} from "../lib/optim/index.js";
import {formulaSurface, type MathJs} from "../lib/surfaces/formula/index.js";
import {surfaces} from "../lib/surfaces/index.js";
import {requireBrowser} from "../tools/browser.js";
import {contestants, descendGrid, type Ground, type secondsInPage} from "./descend-grid.js";

const {values: options} = parseArgs({
  options: {
    surfaces: {type: "string"},
    rules: {type: "string"},
    side: {type: "string", default: "200"},
    steps: {type: "string", default: "300"},
    chromium: {type: "boolean", default: false}
  }
});
const side = Number(options.side);
const steps = Number(options.steps);

/** Formulas as a reader may type them: sines, exponentials, roots, powers that are not whole, absolute values. */
const formulas = [
  "sin(3x) * cos(2y) + (x^2 + y^2) / 10",
  "1 - exp(-(x^2 + y^2)) + abs(x - y) / 5",
  "(x^2 + y^2)^1.3 - 2 * x^3 / (1 + y^4)",
  "log(1 + x^2 + y^2) + sqrt(1 + (x - y)^2) + tanh(x * y)",
  "sin(x^2) + cos(y^2) + exp(sin(x * y)) + abs(x)^1.5 + abs(y)^2.5"
];

/** Where a reader's formula is shown at first. */
const domain = {x: [-3, 3], y: [-3, 3]} as const;

const typed = formulas.map((f): Ground => {
  const {J} = formulaSurface(f, mathjs as unknown as MathJs).surface;
  return {J, id: `\`${f}\``, domain, learningRate: 0.01};
});
// A page has no mathjs here.
const grounds = [...surfaces, ...(options.chromium ? [] : typed)].filter(
  ({id}) => !options.surfaces || options.surfaces.split(",").includes(id.startsWith("`") ? "formulas" : id)
);
const names = contestants.filter((name) => !options.rules || options.rules.split(",").includes(name));

type Clock = (ground: Ground, name: string) => number | Promise<number>;

/** Processor seconds: other programs on the machine do not count. */
const inNode: Clock = (ground, name) => {
  const start = process.cpuUsage();
  descendGrid(ground, name, side, steps);
  const {user, system} = process.cpuUsage(start);
  return (user + system) / 1e6;
};

/** Seconds in a page: only on a machine that does nothing else. */
async function inChromium(): Promise<{clock: Clock; version: string; close(): Promise<void>}> {
  const entry = fileURLToPath(new URL("descend-grid.ts", import.meta.url));
  const {outputFiles} = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "grid"
  });
  const browser = await chromium.launch({executablePath: requireBrowser(), args: ["--no-sandbox"]});
  const page = await browser.newPage();
  await page.addScriptTag({content: outputFiles[0].text});
  type Page = {grid: {secondsInPage: typeof secondsInPage}};
  return {
    clock: ({id}, name) =>
      page.evaluate((args) => (globalThis as unknown as Page).grid.secondsInPage(...args), [
        id,
        name,
        side,
        steps
      ] as const),
    version: `Chromium ${browser.version()}; seconds`,
    close: () => browser.close()
  };
}

const page = options.chromium ? await inChromium() : undefined;
const where = page?.version ?? `Node ${process.version}, kernels: ${bestLevel()}; processor seconds`;
console.log(`${side} × ${side} starts, ${steps} steps, ${where}\n`);
console.log(`| surface | ${names.map((name) => rules[name].label).join(" | ")} |`);
console.log(`| --- | ${names.map(() => "---:").join(" | ")} |`);
for (const ground of grounds) {
  const row: string[] = [];
  for (const name of names) row.push((await (page?.clock ?? inNode)(ground, name)).toFixed(2));
  console.log(`| ${ground.id} | ${row.join(" | ")} |`);
}
await page?.close();
