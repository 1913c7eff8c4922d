// `npx tsx --expose-gc bench/accuracy.ts`: what the article's program reaches, over five seeds, and how far synthetic digits go.
import {gunzipSync} from "node:zlib";
import type {Dataset} from "../lib/data/dataset.js";
import {unpack} from "../lib/data/pack.js";
import {syntheticDigits} from "../lib/data/synthetic.js";
import {adam, dense, evaluate, fit, sequential} from "../lib/index.js";
import {ensureMnist} from "../tools/mnist.js";
import {packMnist} from "../tools/pack-mnist.js";

const article = (seed: number) => sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)], {seed});

/** Ten epochs of the article's program; accuracy on `test`, seconds, and the heap after each epoch in MB. */
async function train(data: Dataset, test: Dataset, seed: number) {
  const model = article(seed);
  const heap: string[] = [];
  const start = performance.now();
  for await (const event of fit(model, data, {optimizer: adam(), batchSize: 32, epochs: 10, seed})) {
    if (event.type !== "epoch") continue;
    globalThis.gc?.();
    heap.push((process.memoryUsage().heapUsed / 1e6).toFixed(1));
  }
  const seconds = (performance.now() - start) / 1000;
  const before = performance.now();
  const {accuracy} = evaluate(model, test);
  return {accuracy, seconds, evaluation: (performance.now() - before) / 1000, heap};
}

await ensureMnist();
const [trainSet, testSet] = [unpack(gunzipSync(await packMnist("train"))), unpack(gunzipSync(await packMnist("test")))];
if (!testSet.count) throw new Error("accuracy: missing MNIST; set MNIST_DIR to a folder with its four files");

for (let seed = 1; seed <= 5; ++seed) {
  const {accuracy, seconds, evaluation, heap} = await train(trainSet, testSet, seed);
  console.log(
    `seed ${seed}: ${(100 * accuracy).toFixed(2)} % after ten epochs in ${seconds.toFixed(1)} s; 10,000 test images in ${evaluation.toFixed(3)} s; heap MB ${heap.join(" ")}`
  );
}
const synthetic = await train(syntheticDigits(20_000, {seed: 1}), testSet, 1);
console.log(`20,000 synthetic digits, then MNIST's test images: ${(100 * synthetic.accuracy).toFixed(2)} %`);
