import type {Dataset} from "../../lib/data/dataset.js";
import {unpack} from "../../lib/data/pack.js";
import {syntheticDigits} from "../../lib/data/synthetic.js";

/** Training and test examples for the lab, and where they come from. */
export interface DigitData {
  readonly train: Dataset;
  readonly test: Dataset;
  readonly source: "mnist" | "synthetic" | "file";
}

/** Told while loading: what is being done, and how far it is (0 to 1). */
export type Progress = (what: string, done: number) => void;

/**
 * Loads MNIST from the site's two packs; where the site was built without MNIST, draws synthetic digits instead.
 * @throws the errors of `unpack`, and `load: …` when a download breaks
 */
export async function loadDigits(
  urls: {readonly train: string; readonly test: string},
  progress: Progress,
  signal?: AbortSignal
): Promise<DigitData> {
  const test = unpack(await download(urls.test, (f) => progress("Loading the test images", 0.1 * f), signal));
  if (test.count === 0) return drawDigits(progress, signal);
  const train = unpack(
    await download(urls.train, (f) => progress("Loading the training images", 0.1 + 0.9 * f), signal)
  );
  return {train, test, source: "mnist"};
}

/** Synthetic digits, drawn a few at a time so that the page stays alive. */
export async function drawDigits(
  progress: Progress,
  signal?: AbortSignal,
  {train = 20_000, test = 2_000}: {train?: number; test?: number} = {}
): Promise<DigitData> {
  const total = train + test;
  const draw = async (count: number, seed: number, before: number): Promise<Dataset> => {
    const chunk = 200;
    const inputs = new Uint8Array(count * 784);
    const labels = new Uint8Array(count);
    for (let i = 0; i < count; i += chunk) {
      const part = syntheticDigits(Math.min(chunk, count - i), {seed: seed + i});
      inputs.set(part.inputs as Uint8Array, i * 784);
      labels.set(part.labels, i);
      progress("Drawing synthetic digits", (before + i) / total);
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    }
    return {inputs, labels, count, shape: [28, 28], scale: 1 / 255, classes: 10, source: "synthetic"};
  };
  return {train: await draw(train, 1, 0), test: await draw(test, 1_000_003, train), source: "synthetic"};
}

/** Bytes of a file, decompressed if it is gzip: told by its first two bytes, since static hosts differ in headers. */
async function download(url: string, progress: (f: number) => void, signal?: AbortSignal): Promise<Uint8Array> {
  const name = url.slice(url.lastIndexOf("/") + 1).split("?")[0];
  const response = await fetch(url, {signal});
  if (!response.ok || !response.body)
    throw new Error(`load: missing file: ${name}; the server answered ${response.status}`);
  const total = Number(response.headers.get("content-length")) || 10_000_000;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const {done, value} = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    progress(Math.min(1, size / total));
  }
  return inflated(new Blob(chunks as BlobPart[]));
}

/** Bytes of a blob, decompressed if it is gzip. */
export async function inflated(blob: Blob): Promise<Uint8Array> {
  const gzip = await blob.slice(0, 2).arrayBuffer().then(isGzip);
  const stream = gzip ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function isGzip(head: ArrayBuffer): boolean {
  const [a, b] = new Uint8Array(head);
  return a === 0x1f && b === 0x8b;
}
