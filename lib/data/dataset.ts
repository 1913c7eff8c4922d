/** Where a data set's numbers come from; pages say it. */
export type Source = "mnist" | "synthetic" | "toy" | "file";

/**
 * Examples for training or testing, kept as compactly as they came.
 *
 * `inputs` is row-major, [count, ...shape]; a model sees `inputs[i] * scale`.
 */
export interface Dataset {
  readonly inputs: Uint8Array | Float32Array | Float64Array;
  /** Class of each example, 0 … classes − 1; empty for regression. */
  readonly labels: Uint8Array;
  /** Regression targets, [count, outputs]; absent for classification. */
  readonly targets?: Float32Array | Float64Array;
  readonly count: number;
  /** Shape of one example: [28, 28], [2]. */
  readonly shape: readonly number[];
  /** Factor from stored to model units: 1/255 for bytes, otherwise 1. */
  readonly scale: number;
  /** Number of classes; 0 for regression. */
  readonly classes: number;
  readonly source: Source;
}

/** Numbers per example: the product of `shape`. */
export function exampleSize({shape}: Pick<Dataset, "shape">): number {
  return shape.reduce((a, b) => a * b, 1);
}

/**
 * Checks that sizes agree, that `classes` is at most 255, as labels are bytes, and that labels are below it; returns the
 * data set.
 * @throws `dataset: mismatched size|invalid number of classes|invalid label: …`
 */
export function checkDataset(data: Dataset): Dataset {
  const {inputs, labels, targets, count, shape, classes} = data;
  const expected = count * exampleSize(data);
  if (inputs.length !== expected)
    throw new Error(
      `dataset: mismatched size: ${inputs.length} inputs; expected ${expected} (${[count, ...shape].join("×")})`
    );
  if (!targets && labels.length !== count)
    throw new Error(`dataset: mismatched size: ${labels.length} labels; expected ${count}, one for each example`);
  if (!Number.isInteger(classes) || classes < 0 || classes > 255)
    throw new Error(`dataset: invalid number of classes: ${classes}; expected a whole number up to 255`);
  for (let i = 0; i < labels.length; ++i)
    if (labels[i] >= classes)
      throw new Error(`dataset: invalid label: ${labels[i]} at example ${i}; expected less than ${classes}`);
  return data;
}

/** The first `n` examples, or all if there are fewer, sharing memory with `data`. */
export function take(data: Dataset, n: number): Dataset {
  if (!Number.isInteger(n) && n !== Infinity)
    throw new Error(`take: invalid number of examples: ${n}; expected a whole number`);
  const count = Math.max(0, Math.min(n, data.count));
  const {targets} = data;
  return {
    ...data,
    count,
    inputs: data.inputs.subarray(0, count * exampleSize(data)),
    labels: data.labels.subarray(0, Math.min(count, data.labels.length)),
    ...(targets && {targets: targets.subarray(0, (count * targets.length) / Math.max(1, data.count))})
  };
}
