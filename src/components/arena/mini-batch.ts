import {
  gradientAt,
  leastSquaresLoss,
  lineMeasurements,
  neuronExamples,
  neuronLoss,
  type Surface
} from "../../lib/surfaces/index.js";
import {hash} from "./hash.js";

/** Surfaces that are a mean over examples: how many, and the loss on some of them. */
const sums: Readonly<Record<string, {count: number; lossOf(indices: readonly number[]): Pick<Surface, "J">}>> = {
  leastSquares: {
    count: lineMeasurements.length,
    lossOf: (indices) => leastSquaresLoss(indices.map((i) => lineMeasurements[i]))
  },
  neuron: {
    count: neuronExamples.length,
    lossOf: (indices) => neuronLoss(indices.map((i) => neuronExamples[i]))
  }
};

/** How many examples a surface is a mean over; 0 for one that is not. */
export const examplesOf = (surfaceId: string): number => sums[surfaceId]?.count ?? 0;

export interface BatchPlan {
  readonly count: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly stream: number;
}

/**
 * The examples of the mini-batch for update `step` (from 1). Every epoch is a fresh permutation (Fisher and Yates); what
 * does not fill a batch at its end is left out, so that no batch mixes two epochs.
 */
export function batchAt({count, batchSize, seed, stream}: BatchPlan, step: number): number[] {
  const size = Math.min(batchSize, count);
  const perEpoch = Math.floor(count / size);
  const epoch = Math.floor((step - 1) / perEpoch);
  const at = (step - 1) % perEpoch;
  const order = Array.from({length: count}, (_, i) => i);
  for (let i = count - 1; i > 0; --i) {
    const j = Math.floor(hash(seed, stream, epoch * count + i) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order.slice(at * size, (at + 1) * size);
}

/** The gradient of the mean loss over a mini-batch. */
export function batchGradient(
  surfaceId: string,
  indices: readonly number[],
  x: number,
  y: number
): readonly [number, number] {
  return gradientAt(sums[surfaceId].lossOf(indices), x, y).gradient;
}
