import {
  gradientAt,
  leastSquaresLoss,
  lineMeasurements,
  neuronExamples,
  neuronLoss,
  type Surface
} from "../../lib/surfaces/index.js";

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

/** The gradient of the mean loss over a mini-batch. */
export function batchGradient(
  surfaceId: string,
  indices: readonly number[],
  x: number,
  y: number
): readonly [number, number] {
  return gradientAt(sums[surfaceId].lossOf(indices), x, y).gradient;
}
