/** One point of a run's path through the space of its weights. */
export interface PathPoint {
  readonly step: number;
  readonly weights: Float32Array;
}

/** Memory that a path may take, in bytes. */
const ROOM = 12e6;

/**
 * Keeps points of a path at even distances: at most 32 of them, or fewer where the weights are many. When there are too
 * many, every other one is dropped and the distance doubles.
 */
export function weightPath(parameters: number) {
  const most = Math.max(8, Math.min(32, Math.floor(ROOM / (4 * parameters))));
  let stride = 1;
  let points: PathPoint[] = [];
  return {
    points: () => points,
    /** Whether the point of this step would be kept. */
    wants: (step: number) => step % stride === 0,
    add(step: number, weights: ArrayLike<number>) {
      if (points.at(-1)?.step === step) return;
      points.push({step, weights: Float32Array.from(weights)});
      if (points.length <= most) return;
      stride *= 2;
      points = points.filter((p) => p.step % stride === 0);
    }
  };
}
