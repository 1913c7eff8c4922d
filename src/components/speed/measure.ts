import {
  adam,
  bestLevel,
  type data,
  dense,
  fastEngineAt,
  fit,
  type Level,
  levels,
  sequential,
  supports
} from "../../lib/index.js";
import {createKernels, PEAK_OPERATIONS} from "../../lib/kernels/index.js";

type Dataset = data.Dataset;

/** Who runs: our engine on one level of its kernels, or the bare multiply-adds that bound every dense product. */
export type Contender =
  | {readonly kind: "train"; readonly level: Level}
  | {readonly kind: "peak"; readonly level: Level};

/** Floating-point operations of one sample of 784–128–10: two products in each layer, and one more in the second. */
export const operations = 2 * (2 * 784 * 128 + 3 * 128 * 10);

/** Every contender that this machine has. */
export const contenders = (): Contender[] => [
  {kind: "peak", level: bestLevel()},
  ...levels.filter(supports).map((level): Contender => ({kind: "train", level}))
];

export interface MeasureOptions {
  readonly data: Dataset;
  readonly batchSize: number;
  readonly milliseconds: number;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** Training samples a second; of the peak, the samples that its operations would be enough for. */
export async function measure(contender: Contender, options: MeasureOptions): Promise<number> {
  return contender.kind === "peak" ? peak(contender.level, options) : train(contender.level, options);
}

/** Trains through the public API, shuffling and gathering included; the first quarter of the time does not count. */
async function train(level: Level, {data, batchSize, milliseconds, now}: MeasureOptions): Promise<number> {
  const model = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)], {seed: 1});
  const run = fit(model, data, {optimizer: adam(), batchSize, epochs: 1_000_000, seed: 1, engine: fastEngineAt(level)});
  const begin = now();
  let start = begin;
  let samples = 0;
  let warm = false;
  for await (const event of run) {
    if (event.type !== "step") continue;
    const time = now();
    if (!warm) {
      if (time - begin < milliseconds / 4) continue;
      warm = true;
      start = time;
      continue;
    }
    samples += event.samples;
    if (time - begin >= milliseconds && time > start) return (1000 * samples) / (time - start);
  }
  throw new Error("internal: the run ended before its time");
}

function peak(level: Level, {milliseconds, now}: MeasureOptions): number {
  const k = createKernels(1, {level});
  const rounds = level === "typescript" ? 5_000 : 50_000;
  k.peak(rounds);
  const start = now();
  let done = 0;
  let time = start;
  do {
    k.peak(rounds);
    done += rounds;
    time = now();
  } while (time - start < milliseconds);
  return (1000 * done * PEAK_OPERATIONS) / operations / (time - start);
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
