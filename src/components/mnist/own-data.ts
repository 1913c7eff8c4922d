import {readCsv} from "../../lib/data/csv.js";
import {type Dataset, exampleSize} from "../../lib/data/dataset.js";
import {readIdx} from "../../lib/data/idx.js";
import {imageDataset} from "../../lib/data/mnist.js";
import type {DigitData} from "./digits.js";

/** A file that a reader dropped on the page, decompressed. */
export interface OwnFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const expected = "expected IDX files (images and labels, of training or also of test) or one or two CSV files";

/**
 * Training and test data from a reader's files, known by their content: IDX images have three dimensions and IDX labels
 * one; whatever is not IDX is CSV. A name with "test" or "t10k" makes it test data; without any, the last sixth of the
 * training data is kept for testing. Images must be 28×28, in at most ten classes, as the rest of the lab expects.
 * @throws what is wrong with which file
 */
export function ownData(files: readonly OwnFile[]): DigitData {
  const isIdx = ({bytes}: OwnFile) => bytes[0] === 0 && bytes[1] === 0;
  const isTest = ({name}: OwnFile) => /test|t10k/i.test(name);
  const part = (test: boolean): Dataset | undefined => {
    const mine = files.filter((file) => isTest(file) === test);
    if (!mine.length) return undefined;
    return named(mine, () => {
      const csv = mine.filter((file) => !isIdx(file));
      if (csv.length === 1 && mine.length === 1) return readCsv(new TextDecoder().decode(csv[0].bytes));
      const images = mine.filter((file) => isIdx(file) && readIdx(file.bytes).shape.length > 1);
      const labels = mine.filter((file) => isIdx(file) && readIdx(file.bytes).shape.length === 1);
      if (csv.length || images.length !== 1 || labels.length !== 1)
        throw new Error(`ownData: mismatched files; ${expected}`);
      return imageDataset(images[0].bytes, labels[0].bytes, {source: "file"});
    });
  };
  const train = part(false);
  const test = part(true);
  if (!train) throw new Error(`ownData: missing training data; ${expected}`);
  for (const data of [train, test])
    if (data && (data.shape[0] !== 28 || data.shape[1] !== 28))
      throw new Error(`ownData: mismatched images: ${data.shape.join("×")}; expected 28×28`);
  const [kept, held] = test ? [train, test] : split(train);
  if (!kept.count || !held.count) throw new Error(`ownData: missing examples: ${train.count}; expected at least 6`);
  return {train: kept, test: held, source: "file"};
}

/** Says which files an error is about. */
function named<T>(files: readonly OwnFile[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    const names = files.map(({name}) => name).join(", ");
    throw new Error(`${names}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The last sixth for testing, as MNIST has it. */
function split(data: Dataset): [Dataset, Dataset] {
  const count = Math.floor((data.count * 5) / 6);
  const size = exampleSize(data);
  const {inputs, labels} = data;
  return [
    {...data, count, inputs: inputs.subarray(0, count * size), labels: labels.subarray(0, count)},
    {...data, count: data.count - count, inputs: inputs.subarray(count * size), labels: labels.subarray(count)}
  ];
}
