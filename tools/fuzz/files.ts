import {readCsv} from "../../lib/data/csv.js";
import {checkDataset, type Dataset} from "../../lib/data/dataset.js";
import {readIdx, writeIdx} from "../../lib/data/idx.js";
import {createUnpacker, LARGEST_PACK, pack, unpack} from "../../lib/data/pack.js";
import {syntheticDigits} from "../../lib/data/synthetic.js";
import {
  dense,
  dropout,
  loadModel,
  type Model,
  modelFromJson,
  modelToJson,
  saveModel,
  sequential
} from "../../lib/nn/index.js";
import type {Rng} from "../../lib/rng.js";
import {mutate} from "./mutate.js";
import type {Trial} from "./trial.js";

const text = new TextDecoder();
const bytesOf = (s: string) => new TextEncoder().encode(s);
const digits = syntheticDigits(3, {seed: 1});
const csv = Array.from({length: digits.count}, (_, i) =>
  [digits.labels[i], ...digits.inputs.subarray(i * 784, (i + 1) * 784)].join(",")
).join("\n");

const model = sequential([dense(3, 2, {activation: "relu"}), dropout(0.5), dense(2, 2)], {seed: 1});

/** Memory in use, in bytes: JavaScript's heap and array buffers. */
const used = () => {
  const {heapUsed, arrayBuffers} = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
/**
 * What reading a file may take in bytes, garbage included, whether it is read or refused. These files have a few thousand
 * bytes; a header that is believed asks for millions.
 */
const allowed = (file: Uint8Array, claim: number) => 16e6 + 64 * file.length + claim;

/** What a reader may hold of a file: no more than the file itself and a little for the numbers in it. */
const bounded = (found: number, file: Uint8Array) => {
  if (found > 16 * file.length + 4096) return `holds ${found} bytes, read from ${file.length}`;
  return undefined;
};
const weightsOf = ({parameters, buffers}: Model) => parameters.byteLength + buffers.byteLength;
const sizeOf = (data: Dataset) => data.inputs.byteLength + data.labels.byteLength;

/** A file format: a good file, and a reader that returns what is wrong with what it read. */
interface Format {
  readonly name: string;
  readonly good: Uint8Array;
  /** Bytes that its header may claim before the rest has come; none for those who have the whole file. */
  readonly claim?: number;
  read(file: Uint8Array): string | undefined;
}

const formats: readonly Format[] = [
  {
    name: "readIdx",
    good: writeIdx({data: digits.inputs as Uint8Array, shape: [3, 28, 28]}),
    read(file) {
      const {data, shape} = readIdx(file);
      if (shape.reduce((a, b) => a * b, 1) !== data.length) return `shape ${shape} of ${data.length} numbers`;
      return bounded(data.byteLength, file);
    }
  },
  {name: "unpack", good: pack(digits), read: (file) => bounded(sizeOf(checkDataset(unpack(file))), file)},
  {
    name: "createUnpacker",
    good: pack(digits),
    claim: LARGEST_PACK,
    read(file) {
      const unpacker = createUnpacker();
      for (let at = 0; at < file.length; at += 100) unpacker.push(file.subarray(at, at + 100));
      return bounded(sizeOf(checkDataset(unpacker.finish())), file);
    }
  },
  {
    name: "readCsv",
    good: bytesOf(csv),
    read: (file) => bounded(sizeOf(checkDataset(readCsv(text.decode(file)))), file)
  },
  {name: "safetensors", good: saveModel(model), read: (file) => bounded(weightsOf(loadModel(file)), file)},
  {
    name: "json",
    good: bytesOf(modelToJson(model)),
    read: (file) => bounded(weightsOf(modelFromJson(text.decode(file))), file)
  }
];

/** Reads a damaged file: it must be read correctly, or refused by name, and take no more memory than it is worth. */
export function tryFile(rng: Rng): Trial {
  const {name, good, claim = 0, read} = formats[rng.integer(formats.length)];
  const file = mutate(good, rng);
  const input = `${name} of ${file.length} bytes`;
  const before = used();
  let wrong: string | undefined;
  let accepted = false;
  try {
    wrong = read(file);
    accepted = wrong === undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/^\w+: (invalid|unknown|missing|mismatched) /.test(message)) wrong = message;
  }
  const took = used() - before;
  if (took > allowed(file, claim)) return {input, wrong: `took ${Math.round(took / 1e6)} MB`, accepted};
  return {input, wrong, accepted};
}
