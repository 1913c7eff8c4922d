// `npm run bench`: our engine and its peers in turn, in the same browser, on the same core, on the same images.
import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {cpus, tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {exampleSize} from "../lib/data/dataset.js";
import {unpack} from "../lib/data/pack.js";
import {openStage} from "./browser.js";
import {dataPack} from "./data.js";
import {ratiosOf, type Sample, tableOf} from "./report.js";
import {startTorch} from "./torch.js";
import type {Net} from "./workers/protocol.js";

const {values: options} = parseArgs({
  options: {
    json: {type: "boolean", default: false},
    rounds: {type: "string", default: "5"},
    seconds: {type: "string", default: "1"},
    conv: {type: "boolean", default: false}
  }
});
const log = (line: string) => console.error(line);

const bytes = await dataPack(log);
const data = unpack(bytes);
const folder = await mkdtemp(join(tmpdir(), "nabla-bench-"));
await writeFile(join(folder, "pack"), bytes);
const stage = await openStage({peak: "peak.ts", nabla: "ours.ts", tfjs: "tfjs.js", jax: "jax.js"}, bytes);
const torch = await startTorch(join(folder, "pack"));
if (!torch) log("bench: PyTorch is not installed; left out (Debian: python3-torch, libopenblas0)");
for (const name of ["tfjs", "jax"])
  if (!stage.engines.includes(name)) log(`bench: ${name} is not installed; left out (npm install --prefix bench)`);

const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const plan: {net: Net; batch: number}[] = options.conv
  ? [{net: "conv", batch: 32}]
  : [
      {net: "dense", batch: 32},
      {net: "dense", batch: 256}
    ];
const samples: Sample[] = [];
try {
  for (let round = 0; round < rounds; ++round)
    for (const {net, batch} of plan) {
      for (const engine of stage.engines) {
        if (engine === "jax" && net === "conv") continue;
        const measured = await stage.measure(engine, {net, batch, seconds});
        samples.push({engine, net, batch, round, ...measured});
        const tasks = await stage.longTasks();
        if (engine === "nabla" && tasks.length) log(`bench: main-thread tasks over 50 ms: ${tasks.join(", ")}`);
      }
      if (torch) samples.push({engine: "torch", net, batch, round, ...(await torch.measure({net, batch, seconds}))});
      log(`bench: round ${round + 1} of ${rounds}, batch ${batch} done`);
    }
} finally {
  torch?.close();
  await stage.close();
  await rm(folder, {recursive: true});
}

const nonzero =
  data.inputs.subarray(0, 1000 * exampleSize(data)).filter((v) => v > 0).length / (1000 * exampleSize(data));
const machine = {
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  browser: stage.browser,
  node: process.version,
  torch: torch?.version,
  data: `${data.source}, ${data.count} images, ${Math.round(100 * (1 - nonzero))} % of pixels zero`
};
const {runs, ratios} = ratiosOf(samples);
if (options.json) console.log(JSON.stringify({machine, runs, ratios}, null, 2));
else console.log(tableOf(machine, runs, ratios));
