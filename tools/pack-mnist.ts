// What the loaders in src/data/ write: packed, gzipped data sets, and a line about them.
import {gzipSync} from "node:zlib";
import type {Dataset} from "../lib/data/dataset.js";
import {imageDataset, type MnistFile, mnistFiles} from "../lib/data/mnist.js";
import {pack} from "../lib/data/pack.js";
import {readCached, readStatus} from "./mnist.js";

const empty: Dataset = {
  inputs: new Uint8Array(0),
  labels: new Uint8Array(0),
  count: 0,
  shape: [28, 28],
  scale: 1 / 255,
  classes: 10,
  source: "synthetic"
};

/** The pack of one part of MNIST from the cache; a pack of no images where it is not there. */
export async function packMnist(part: "train" | "test"): Promise<Uint8Array> {
  const {source} = await readStatus();
  const files = part === "train" ? ["trainImages", "trainLabels"] : ["testImages", "testLabels"];
  const [images, labels] = await Promise.all(
    files.map((key) => readCached((mnistFiles as Record<string, MnistFile>)[key]))
  );
  const data = source === "mnist" && images && labels ? imageDataset(images, labels, {source: "mnist"}) : empty;
  return gzipSync(pack(data));
}

/** What the page says before it loads anything. */
export async function describeMnist() {
  const {source, problems} = await readStatus();
  const real = source === "mnist";
  return {source: real ? "mnist" : "synthetic", train: real ? 60_000 : 0, test: real ? 10_000 : 0, problems};
}
