// Trains the lab's presets over several seeds on the real MNIST in the cache (or MNIST_DIR), and prints the test
// accuracies, their median and the processor time: what docs/benchmarks.md says about the lab.
//   MNIST_DIR=… npx tsx tools/lab-accuracy.ts article better --seeds 5
import {parseArgs} from "node:util";
import {imageDataset, mnistFiles} from "../lib/data/mnist.js";
import type {News} from "../src/components/mnist/messages.js";
import {presets} from "../src/components/mnist/presets.js";
import {createSession} from "../src/components/mnist/session.js";
import {articleSettings, type LabSettings} from "../src/components/mnist/settings.js";
import {ensureMnist, readCached} from "./mnist.js";

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {seeds: {type: "string", default: "5"}}
});

await ensureMnist({log: () => {}});
const part = async (images: keyof typeof mnistFiles, labels: keyof typeof mnistFiles) => {
  const [x, y] = await Promise.all([readCached(mnistFiles[images]), readCached(mnistFiles[labels])]);
  if (!x || !y) throw new Error("lab-accuracy: missing MNIST; set MNIST_DIR to a folder with the four files");
  return imageDataset(x, y, {source: "mnist"});
};
const data = {
  train: await part("trainImages", "trainLabels"),
  test: await part("testImages", "testLabels"),
  source: "mnist" as const
};

/** Test accuracy at the end of a run as the lab makes it, its evaluations included. */
function accuracyOf(settings: LabSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    let accuracy = Number.NaN;
    const host = {
      post(news: News) {
        if (news.type === "evaluation") accuracy = news.test.accuracy;
        else if (news.type === "done") resolve(accuracy);
        else if (news.type === "diverged" || news.type === "failed") reject(new Error(JSON.stringify(news)));
      },
      now: () => performance.now(),
      breathe: () => new Promise<void>((done) => setImmediate(done))
    };
    createSession(host, data, settings, {watch: {weights: false, layers: false}}).go("end");
  });
}

for (const id of positionals.length ? positionals : ["article", "better"]) {
  const preset = presets.find((p) => p.id === id);
  if (!preset) throw new Error(`lab-accuracy: unknown preset: ${id}; expected one of ${presets.map((p) => p.id)}`);
  const found: {accuracy: number; seconds: number}[] = [];
  for (let seed = 1; seed <= Number(values.seeds); ++seed) {
    const before = process.cpuUsage();
    const accuracy = await accuracyOf({...articleSettings, ...preset.settings, seed});
    const {user, system} = process.cpuUsage(before);
    found.push({accuracy, seconds: (user + system) / 1e6});
    console.log(
      `${id}, seed ${seed}: ${(100 * accuracy).toFixed(2)} %, ${((user + system) / 1e6).toFixed(1)} s of processor`
    );
  }
  const middle = (key: "accuracy" | "seconds") =>
    found.map((f) => f[key]).sort((a, b) => a - b)[Math.floor(found.length / 2)];
  console.log(`${id}, median: ${(100 * middle("accuracy")).toFixed(2)} %, ${middle("seconds").toFixed(1)} s\n`);
}
