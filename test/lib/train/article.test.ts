import {gunzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {unpack} from "../../../lib/data/pack.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import {levels, supports} from "../../../lib/kernels/index.js";
import {fastEngineAt} from "../../../lib/train/index.js";
import {ensureMnist} from "../../../tools/mnist.js";
import {packMnist} from "../../../tools/pack-mnist.js";
import {difference, hundredSteps, hundredStepsExactly} from "./article.js";

/** MNIST where MNIST_DIR names it, otherwise synthetic digits. */
async function digits() {
  if (process.env.MNIST_DIR) {
    await ensureMnist({log() {}});
    const mnist = unpack(gunzipSync(await packMnist("train")));
    if (mnist.count) return mnist;
  }
  return syntheticDigits(3200, {seed: 2});
}

test("the article's network: same seed, same weights, and the first 100 losses within 1e-4 of float64", async () => {
  const data = await digits();
  const exact = await hundredStepsExactly(data);
  expect(exact.engine).toBe("tape");
  for (const level of levels.filter(supports)) {
    const [first, second] = [
      await hundredSteps(data, fastEngineAt(level)),
      await hundredSteps(data, fastEngineAt(level))
    ];
    expect(first.engine).toBe(level);
    expect(second.hash).toBe(first.hash);
    expect(difference(first.losses, exact.losses)).toBeLessThan(1e-4);
    expect(first.losses[99]).toBeLessThan(first.losses[0] / 2);
  }
});
