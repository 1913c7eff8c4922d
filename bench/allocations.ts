// `node --expose-gc --import=tsx bench/allocations.ts`: what a training step allocates in JavaScript's heap, and what of that stays.
import {syntheticDigits} from "../lib/data/synthetic.js";
import {
  adam,
  conv2d,
  dense,
  fastEngine,
  fit,
  flatten,
  type Model,
  maxPool2d,
  type Optimizer,
  rmsprop,
  sequential,
  withWeightDecay
} from "../lib/index.js";

const data = syntheticDigits(2000, {seed: 1});
const article = () => sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)], {seed: 1});
const convolutions = () =>
  sequential([conv2d(1, 8, 3, {activation: "relu"}), maxPool2d(2), flatten(), dense(1352, 10)], {
    inputShape: [1, 28, 28]
  });

const heap = () => process.memoryUsage().heapUsed;
function collected(): number {
  if (!globalThis.gc) throw new Error("allocations: missing gc; run node with --expose-gc");
  globalThis.gc();
  return heap();
}

/** Bytes a step, and bytes kept by all of them; after as many steps for the compiler. */
async function measure(name: string, steps: number, run: (n: number) => void | Promise<void>): Promise<void> {
  await run(steps);
  const before = collected();
  await run(steps);
  const allocated = heap() - before;
  const kept = collected() - before;
  console.log(`${name}: ${(allocated / steps).toFixed(0)} bytes a step; ${kept} bytes kept after ${steps}`);
}

function engineSteps(model: Model, {rule, settings}: Optimizer) {
  const engine = fastEngine({model, data, loss: "crossEntropy", rule, settings, batchSize: 32, seed: 1});
  const batch = Uint32Array.from({length: 32}, (_, i) => i * 7);
  return (n: number) => {
    for (let i = 0; i < n; ++i) engine?.step(batch, settings);
  };
}

await measure("the engine, the article's network, Adam", 5000, engineSteps(article(), adam()));
await measure("the same, RMSProp", 5000, engineSteps(article(), rmsprop()));
await measure("the same, Adam with weight decay", 5000, engineSteps(article(), withWeightDecay(adam(), 0.01)));
await measure("convolutions, Adam", 1000, engineSteps(convolutions(), adam()));

const run = fit(article(), data, {optimizer: adam(), batchSize: 32, epochs: 1000, seed: 1});
await measure("fit(), events included", 5000, async (n) => {
  for (let i = 0; i < n; ++i) await run.next();
});
await run.return?.();
