import type {Optimizer} from "../../lib/optim/index.js";
import {descend, type Moment, type Surface} from "../../lib/surfaces/index.js";
import type {TorchOptions} from "./torch-optimizer.js";

/** One record of optimizers.json: 60 steps of an optimizer on an objective. */
export interface RunRecord {
  readonly id: string;
  readonly objective: string;
  readonly start: [number, number];
  readonly variant: string;
  readonly optimizer: string;
  readonly options: TorchOptions;
  readonly thetas: (number | string)[][];
  readonly losses: (number | string)[];
  /** L-BFGS only: evaluations of loss and gradient after each step. */
  readonly func_evals?: number[] | null;
  readonly first_nonfinite: number | null;
  readonly tol: number | null;
}

/**
 * The largest error of θ and of the loss over a record's steps, each relative to max(1, |value|); divergent records
 * count up to the step before the first that is not finite.
 */
export function worstError(record: RunRecord, surface: Pick<Surface, "J">, optimizer: Optimizer): number {
  const steps = (record.first_nonfinite ?? record.thetas.length) - 1;
  const moments: Moment[] = [...descend(surface, optimizer, {start: record.start, steps})];
  const last = moments[moments.length - 1];
  if (last.step < steps && last.stopped?.reason !== "converged") return Infinity;
  let worst = 0;
  for (let step = 0; step <= steps; ++step) {
    // A rule that has converged would stay where it is.
    const {theta, loss} = moments[step] ?? last;
    const want = record.thetas[step].map(Number);
    const scale = Math.max(1, ...want.map(Math.abs));
    for (let i = 0; i < 2; ++i) worst = Math.max(worst, Math.abs(theta[i] - want[i]) / scale);
    const l = Number(record.losses[step]);
    worst = Math.max(worst, Math.abs(loss - l) / Math.max(1, Math.abs(l)));
  }
  return worst;
}

/**
 * Evaluations after each step, as PyTorch counts them: a step begins by evaluating where it stands, even once it has
 * converged, while descend() has then evaluated that point already.
 */
export function evaluationsOf(record: RunRecord, surface: Pick<Surface, "J">, optimizer: Optimizer): number[] {
  const counts = [...descend(surface, optimizer, {start: record.start, steps: record.thetas.length - 1})].map(
    (m) => m.evaluations - 1
  );
  while (counts.length < record.thetas.length) counts.push(counts[counts.length - 1] + 1);
  return counts;
}
