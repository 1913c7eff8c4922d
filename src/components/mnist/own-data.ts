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
/** Sides of the images that can be used: the first layer has a weight for each pixel and unit. */
const SIDES = [4, 64] as const;

/**
 * Training and test data from a reader's files, known by their content: IDX images have three dimensions and IDX labels
 * one; whatever is not IDX is CSV. A name with "test" or "t10k" makes it test data; without any, the last sixth of the
 * training data is kept for testing. Images are square, of any size that the page can show, in at most ten classes.
 * @throws what is wrong with which file
 */
export function ownData(files: readonly OwnFile[]): DigitData {
  const isIdx = ({bytes}: OwnFile) => bytes[0] === 0 && bytes[1] === 0;
  const isTest = ({name}: OwnFile) => /test|t10k/i.test(name);
  const part = (test: boolean): Dataset | undefined => {
    const mine = files.filter((file) => isTest(file) === test);
    if (!mine.length) return undefined;
    return named(mine, () => {
      for (const file of mine) known(file);
      const csv = mine.filter((file) => !isIdx(file));
      if (csv.length === 1 && mine.length === 1) return sized(readCsv(new TextDecoder().decode(csv[0].bytes)));
      const idx = mine.filter(isIdx).map((file) => ({...file, shape: named([file], () => readIdx(file.bytes).shape)}));
      const images = idx.filter(({shape}) => shape.length > 1);
      const labels = idx.filter(({shape}) => shape.length === 1);
      if (csv.length || images.length !== 1 || labels.length !== 1)
        throw new Error(
          `ownData: mismatched files: ${images.length} of images, ${labels.length} of labels; ${expected}`
        );
      return sized(imageDataset(images[0].bytes, labels[0].bytes, {source: "file"}));
    });
  };
  const train = part(false);
  const test = part(true);
  if (!train) throw new Error(`ownData: missing training data; ${expected}`);
  if (test && test.shape.join() !== train.shape.join())
    throw new Error(
      `ownData: mismatched images: ${test.shape.join("×")} for testing; expected ${train.shape.join("×")}, as for training`
    );
  const [kept, held] = test ? [train, test] : split(train);
  if (!kept.count || !held.count) throw new Error(`ownData: missing examples: ${train.count}; expected at least 6`);
  return {train: kept, test: held, source: "file"};
}

/** Turns away what is neither IDX nor text, by what it is where that shows. */
function known({bytes}: OwnFile): void {
  const begins = (...head: readonly number[]) => head.every((v, i) => bytes[i] === v);
  const found = !bytes.length
    ? "an empty file"
    : begins(0x50, 0x4b)
      ? "a ZIP archive"
      : begins(0x89, 0x50, 0x4e, 0x47)
        ? "a PNG picture"
        : begins(0xff, 0xd8)
          ? "a JPEG picture"
          : begins(0x93, 0x4e, 0x55, 0x4d)
            ? "a NumPy array"
            : "";
  if (found) throw new Error(`ownData: unknown file: ${found}; ${expected}`);
}

/** Data whose images the lab can show. */
function sized(data: Dataset): Dataset {
  const [height, width, ...more] = data.shape;
  const [least, most] = SIDES;
  if (more.length || height !== width || !(height >= least && height <= most))
    throw new Error(
      `ownData: mismatched images: ${data.shape.join("×")}; expected square ones in grey, from ${least}×${least} to ${most}×${most}`
    );
  return data;
}

/** Says which files an error is about. */
function named<T>(files: readonly OwnFile[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const names = files.map(({name}) => name);
    // What is said about one of them already names it.
    if (names.some((name) => message.startsWith(`${name}: `))) throw error;
    throw new Error(`${names.join(", ")}: ${message}`);
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
