import {type Dataset, exampleSize} from "../../data/dataset.js";
import type {KernelSet, Pointer} from "../../kernels/index.js";
import type {Layout} from "./layout.js";

/** Share of inputs that are not zero below which it pays to walk only those. Measured; see docs/benchmarks.md. */
const SPARSE_BELOW = 0.5;

/** Share of numbers that are not zero, over the first examples. */
export function densityOf(data: Dataset): number {
  const n = Math.min(data.count, 512) * exampleSize(data);
  let nonzero = 0;
  for (let i = 0; i < n; ++i) nonzero += Number(data.inputs[i] !== 0);
  return nonzero / n;
}

export const isSparse = (data: Dataset): boolean => densityOf(data) < SPARSE_BELOW;

/** Where the entries of a compressed batch begin, by row and by column. */
export interface SparseInput {
  readonly starts: Pointer;
  readonly columnStarts: Pointer;
}

/** A data set in the arena, as compactly as it came, and the batch taken from it. */
export interface Source {
  /** Where the batch lies as floats; 0 where it is compressed. */
  readonly batch: Pointer;
  readonly sparse?: SparseInput;
  readonly labels: Pointer;
  /** Targets of the batch; 0 where there are none. */
  readonly targets: Pointer;
  /** Copies examples `first` to `first + count` of a data set of the same kind into the arena; not for a resident one. */
  fill(k: KernelSet, data: Dataset, first: number, count: number): void;
  /** Gathers the examples at these positions in the arena. */
  gather(k: KernelSet, indices: ArrayLike<number>, forTraining: boolean): void;
}

export interface SourceOptions {
  readonly data: Dataset;
  /** Examples that the arena holds. */
  readonly count: number;
  /** Largest batch. */
  readonly capacity: number;
  readonly sparse: boolean;
  /** Outputs of the model, where the loss wants targets. */
  readonly outputs?: number;
  /** The data set lies in the arena's memory already: its bytes and labels are used where they are. */
  readonly resident?: boolean;
}

export function planSource(
  {data, count, capacity, sparse, outputs, resident = false}: SourceOptions,
  layout: Layout
): Source {
  const size = exampleSize(data);
  const bytes = data.inputs instanceof Uint8Array;
  const room = (n: number) => (bytes ? layout.bytes(n) : layout.floats(n));
  const source = resident ? data.inputs.byteOffset : room(count * size);
  const allLabels = resident ? data.labels.byteOffset : layout.bytes(data.targets ? 0 : count);
  const allTargets = data.targets && outputs ? layout.floats(count * outputs) : 0;
  const picks = layout.floats(capacity);
  const labels = layout.bytes(capacity);
  const targets = outputs ? layout.floats(capacity * outputs) : 0;
  const batch = sparse ? 0 : layout.floats(capacity * size);
  const lists = sparse && {
    starts: layout.floats(capacity + 1),
    entries: layout.floats(2 * capacity * size),
    columnStarts: layout.floats(size + 1),
    columnEntries: layout.floats(2 * capacity * size)
  };
  return {
    batch,
    ...(lists && {sparse: lists}),
    labels,
    targets,
    fill({arena}, from, first, n) {
      const inputs = from.inputs.subarray(first * size, (first + n) * size);
      if (bytes) arena.u8.set(inputs, source);
      else arena.f32.set(inputs, source / 4);
      if (!from.targets) arena.u8.set(from.labels.subarray(first, first + n), allLabels);
      else if (outputs) arena.f32.set(from.targets.subarray(first * outputs, (first + n) * outputs), allTargets / 4);
    },
    gather(k, indices, forTraining) {
      const n = indices.length;
      for (let i = 0; i < n; ++i) k.arena.u32[picks / 4 + i] = indices[i];
      if (lists) {
        const {starts, entries, columnStarts, columnEntries} = lists;
        if (bytes) k.compressBytes(source, picks, n, size, data.scale, starts, entries);
        else k.compressFloats(source, picks, n, size, data.scale, starts, entries);
        if (forTraining) k.transposeEntries(starts, n, size, columnStarts, columnEntries);
      } else if (bytes) k.gatherBytes(source, picks, n, size, data.scale, batch);
      else k.gatherFloats(source, picks, n, size, data.scale, batch);
      if (!data.targets) k.gatherLabels(allLabels, picks, n, labels);
      if (!outputs) return;
      if (allTargets) k.gatherFloats(allTargets, picks, n, outputs, 1, targets);
      else k.oneHot(n, outputs, labels, targets);
    }
  };
}
