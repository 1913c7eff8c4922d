import type {Dataset} from "../../lib/data/dataset.js";
import {createUnpacker} from "../../lib/data/pack.js";
import {drawDigits} from "../../lib/data/synthetic.js";
import {createRoom} from "../../lib/kernels/index.js";
import {type DownloadOptions, download, gunzipped} from "./download.js";
import {synthetic} from "./synthetic-sizes.js";

const text = {garbled: "what came was garbled, so once more"};

/** Training and test examples for the lab, and where they come from. */
export interface DigitData {
  readonly train: Dataset;
  readonly test: Dataset;
  readonly source: "mnist" | "synthetic" | "file";
}

/** Told while loading: what is being done, and how far it is (0 to 1). */
export type Progress = (what: string, done: number) => void;

/** Bytes behind the training data for the arena of a run; pages that are not touched cost nothing. */
const SPARE = 96e6;
/** Bytes that a reader's file may have once it is decompressed: some kilobytes of gzip can hold gigabytes of zeros. */
const MOST = 500e6;

/**
 * Loads MNIST from the site's two packs; where the site was built without MNIST, draws synthetic digits instead. The
 * training data end in a room, where the engine uses them as they lie.
 * @throws the errors of `createUnpacker`, and `load: …` when a download breaks for good
 */
export async function loadDigits(
  urls: {readonly train: string; readonly test: string},
  progress: Progress,
  signal?: AbortSignal
): Promise<DigitData> {
  const part = (what: string, from: number, to: number) => (done: number, trouble?: string) =>
    progress(trouble ? `${what} (${trouble})` : what, from + (to - from) * done);
  const test = await loadPack(urls.test, {progress: part("Loading the test images", 0, 0.1), signal});
  if (test.count === 0) return drawnDigits(progress, signal);
  const allocate = (bytes: number) => createRoom(bytes, SPARE);
  const train = await loadPack(urls.train, {progress: part("Loading the training images", 0.1, 1), signal, allocate});
  return {train, test, source: "mnist"};
}

interface PackOptions extends Pick<DownloadOptions, "progress"> {
  readonly signal: AbortSignal | undefined;
  readonly allocate?: (bytes: number) => Uint8Array;
}

/** One pack, written piece by piece to where it stays. Garbled, it is loaded once more past the browser's cache. */
async function loadPack(url: string, {progress, signal, allocate = (n) => new Uint8Array(n)}: PackOptions) {
  const attempt = async (fresh: boolean) => {
    const unpacker = createUnpacker(allocate);
    const pieces = download(url, {progress, fresh, ...(signal && {signal})});
    for await (const piece of gunzipped(pieces)) unpacker.push(piece);
    return unpacker.finish();
  };
  try {
    return await attempt(false);
  } catch (error) {
    const garbled = error instanceof Error && /^unpack: |^load: invalid file/.test(error.message);
    if (!garbled || signal?.aborted) throw error;
    progress(0, text.garbled);
    return attempt(true);
  }
}

/** Data whose training part lies in a room, so that a run does not keep a copy of it. */
export function housed({train, ...rest}: DigitData): DigitData {
  const {inputs, labels} = train;
  if (!(inputs instanceof Uint8Array)) return {train, ...rest};
  const bytes = createRoom(labels.length + inputs.length, SPARE);
  bytes.set(labels);
  bytes.set(inputs, labels.length);
  const moved = {...train, labels: bytes.subarray(0, labels.length), inputs: bytes.subarray(labels.length)};
  return {train: moved, ...rest};
}

type Sizes = {readonly [P in keyof typeof synthetic]: {readonly count: number; readonly seed: number}};

/** Synthetic digits, drawn a few at a time so that the worker hears orders in between. */
export async function drawnDigits(
  progress: Progress,
  signal?: AbortSignal,
  sizes: Sizes = synthetic
): Promise<DigitData> {
  const total = sizes.train.count + sizes.test.count;
  const draw = async ({count, seed}: {count: number; seed: number}, before: number): Promise<Dataset> => {
    const drawing = drawDigits(count, {seed});
    for (;;) {
      const {done, value} = drawing.next();
      if (done) return value;
      if (value % 200) continue;
      progress("Drawing synthetic digits", (before + value) / total);
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    }
  };
  const train = await draw(sizes.train, 0);
  return housed({train, test: await draw(sizes.test, sizes.train.count), source: "synthetic"});
}

/**
 * Bytes of a blob, decompressed if it is gzip.
 * @throws `inflated: invalid size: …` once they are more than `most`; whatever else is wrong with the gzip
 */
export async function inflated(blob: Blob, most = MOST): Promise<Uint8Array> {
  const gzip = await blob.slice(0, 2).arrayBuffer().then(isGzip);
  if (!gzip) return new Uint8Array(await blob.arrayBuffer());
  const reader = blob.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error(`inflated: invalid size: more than ${most / 1e6} MB decompressed; expected no more`);
    }
    pieces.push(read.value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function isGzip(head: ArrayBuffer): boolean {
  const [a, b] = new Uint8Array(head);
  return a === 0x1f && b === 0x8b;
}
