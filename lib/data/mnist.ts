import {checkDataset, type Dataset} from "./dataset.js";
import {readIdx} from "./idx.js";

/** One of MNIST's four files, without its gzip wrapper. */
export interface MnistFile {
  readonly name: string;
  /** Bytes after decompression. */
  readonly size: number;
  /** SHA-256 of the uncompressed bytes: the wrapper differs from mirror to mirror, the content must not. */
  readonly sha256: string;
}

/** The files of LeCun, Cortes and Burges: 60,000 training and 10,000 test images. */
export const mnistFiles = {
  trainImages: {
    name: "train-images-idx3-ubyte",
    size: 47_040_016,
    sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
  },
  trainLabels: {
    name: "train-labels-idx1-ubyte",
    size: 60_008,
    sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
  },
  testImages: {
    name: "t10k-images-idx3-ubyte",
    size: 7_840_016,
    sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
  },
  testLabels: {
    name: "t10k-labels-idx1-ubyte",
    size: 10_008,
    sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
  }
} as const satisfies Record<string, MnistFile>;

/**
 * A data set from a file of images and a file of labels (uncompressed IDX), MNIST's or others of the same form.
 * Pixels stay bytes; the model sees pixel / 255.
 * @throws the errors of `readIdx`, and `imageDataset: mismatched …`
 */
export function imageDataset(
  images: Uint8Array,
  labels: Uint8Array,
  {source = "file", classes = 10}: {source?: Dataset["source"]; classes?: number} = {}
): Dataset {
  const x = readIdx(images);
  const y = readIdx(labels);
  if (!(x.data instanceof Uint8Array) || x.shape.length < 2)
    throw new Error(
      `imageDataset: mismatched images: ${x.shape.join("×")}; expected unsigned bytes of at least 2 dimensions`
    );
  if (!(y.data instanceof Uint8Array) || y.shape.length !== 1)
    throw new Error(`imageDataset: mismatched labels: ${y.shape.join("×")}; expected unsigned bytes of 1 dimension`);
  if (x.shape[0] !== y.shape[0])
    throw new Error(`imageDataset: mismatched count: ${y.shape[0]} labels; expected ${x.shape[0]}, one for each image`);
  return checkDataset({
    inputs: x.data,
    labels: y.data,
    count: x.shape[0],
    shape: x.shape.slice(1),
    scale: 1 / 255,
    classes,
    source
  });
}
