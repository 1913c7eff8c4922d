import type {Dataset} from "../../lib/data/dataset.js";
import {unpack} from "../../lib/data/pack.js";
import {adam, conv2d, dense, fit, flatten, type Model, maxPool2d, sequential} from "../../lib/index.js";
import type {Measure, Measured, Net, Setup} from "./protocol.js";
import {serve} from "./serve.js";

let data: Dataset;

const nets: Record<Net, () => Model> = {
  dense: () => sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)], {seed: 1}),
  conv: () =>
    sequential(
      [
        conv2d(1, 8, 3, {activation: "relu"}),
        maxPool2d(2),
        conv2d(8, 16, 3, {activation: "relu"}),
        maxPool2d(2),
        flatten(),
        dense(400, 10)
      ],
      {seed: 1, inputShape: [1, 28, 28]}
    )
};

serve({
  setup({pack}: Setup) {
    data = unpack(new Uint8Array(pack));
  },
  async measure({net, batch, seconds}: Measure): Promise<Measured> {
    const run = fit(nets[net](), data, {optimizer: adam(), batchSize: batch, epochs: 1000, seed: 1});
    let samples = 0;
    let loss = 0;
    let start = performance.now();
    let warm = false;
    for await (const event of run) {
      if (event.type !== "step") continue;
      const now = performance.now();
      if (!warm) {
        // The first fifth of the time is for the compiler.
        if (now - start < 200 * seconds) continue;
        warm = true;
        start = now;
        continue;
      }
      samples += event.samples;
      loss += event.loss * event.samples;
      if (now - start >= 1000 * seconds) break;
    }
    return {rate: samples / ((performance.now() - start) / 1000), level: run.engine, loss: loss / samples};
  }
});
