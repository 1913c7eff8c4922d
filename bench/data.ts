import {gunzipSync} from "node:zlib";
import {pack, unpack} from "../lib/data/pack.js";
import {syntheticDigits} from "../lib/data/synthetic.js";
import {ensureMnist} from "../tools/mnist.js";
import {packMnist} from "../tools/pack-mnist.js";

/** MNIST's training images where they are found, otherwise synthetic digits, which are as sparse; packed. */
export async function dataPack(log: (line: string) => void): Promise<Uint8Array> {
  await ensureMnist({log});
  const mnist = gunzipSync(await packMnist("train"));
  return unpack(mnist).count ? mnist : pack(syntheticDigits(20_000, {seed: 1}));
}
