import {adam, gradientDescent, momentum, type Optimizer, withWeightDecay} from "../../lib/optim/index.js";
import {descend, type Moment, type Surface} from "../../lib/surfaces/index.js";

/** One record of optimizers.json: 60 steps of an optimizer on an objective. */
export interface RunRecord {
  readonly id: string;
  readonly objective: string;
  readonly start: [number, number];
  readonly variant: string;
  readonly optimizer: string;
  readonly options: {
    lr: number;
    momentum: number;
    dampening: number;
    nesterov: boolean;
    betas: [number, number];
    eps: number;
    weight_decay: number;
    amsgrad: boolean;
  };
  readonly thetas: (number | string)[][];
  readonly losses: (number | string)[];
  readonly first_nonfinite: number | null;
  readonly tol: number | null;
}

/** The optimizer that a record names, in the library's words; undefined where the library does not have it yet. */
export function optimizerOf({optimizer, options: o}: RunRecord): Optimizer | undefined {
  const make = (): Optimizer | undefined => {
    if (optimizer === "SGD")
      return o.momentum
        ? momentum({learningRate: o.lr, beta: o.momentum, dampening: o.dampening, nesterov: o.nesterov})
        : gradientDescent({learningRate: o.lr});
    if (optimizer === "Adam" && !o.amsgrad)
      return adam({learningRate: o.lr, beta1: o.betas[0], beta2: o.betas[1], epsilon: o.eps});
    return undefined;
  };
  const made = make();
  return made && o.weight_decay ? withWeightDecay(made, o.weight_decay) : made;
}

/**
 * The largest error of θ and of the loss over a record's steps, each relative to max(1, |value|); divergent records
 * count up to the step before the first that is not finite.
 */
export function worstError(record: RunRecord, surface: Pick<Surface, "J">, optimizer: Optimizer): number {
  const steps = (record.first_nonfinite ?? record.thetas.length) - 1;
  const moments: Moment[] = [...descend(surface, optimizer, {start: record.start, steps})];
  if (moments.length !== steps + 1) return Infinity;
  let worst = 0;
  for (const {step, theta, loss} of moments) {
    const want = record.thetas[step].map(Number);
    const scale = Math.max(1, ...want.map(Math.abs));
    for (let i = 0; i < 2; ++i) worst = Math.max(worst, Math.abs(theta[i] - want[i]) / scale);
    const l = Number(record.losses[step]);
    worst = Math.max(worst, Math.abs(loss - l) / Math.max(1, Math.abs(l)));
  }
  return worst;
}
