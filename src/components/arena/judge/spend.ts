import {
  compileSurface,
  descendMany,
  hessianAt,
  type Optimizer,
  optimizer,
  outcome,
  type Surface
} from "../../../lib/index.js";

/** Where descents stand when their gradients are spent. */
export interface Spent {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly loss: Float64Array;
  /** An `outcome` each. */
  readonly status: Uint8Array;
}

/**
 * Descends from every start until `budget` gradients are spent, the one at the start included; what a line search asks
 * for counts, and a Hessian counts as two. An update that would overdraw the budget is not made.
 */
export function spend(
  surface: Surface,
  one: Optimizer,
  starts: readonly (readonly [number, number])[],
  budget: number
): Spent {
  if (one.rule.needs === "gradient") {
    return descendMany(surface, one, {x: starts.map(([a]) => a), y: starts.map(([, b]) => b)}, {steps: budget - 1});
  }
  const ends = starts.map((start) => spendFrom(surface, one, start, budget));
  const column = (k: number) => Float64Array.from(ends, (end) => end[k]);
  const finite = (end: readonly number[]) => (end.every(Number.isFinite) ? outcome.finite : outcome.diverged);
  return {x: column(0), y: column(1), loss: column(2), status: Uint8Array.from(ends, finite)};
}

/** One descent of a rule that asks for more than the gradient at θ. */
function spendFrom(
  surface: Surface,
  {rule, settings}: Optimizer,
  start: readonly [number, number],
  budget: number
): [number, number, number] {
  const {evaluate} = compileSurface(surface);
  const [x, y, l, gx, gy] = [0, 1, 2, 3, 4].map(() => new Float64Array(1));
  let spent = 0;
  const objective = {
    loss: Number.NaN,
    valueAndGradient(at: ArrayLike<number>, out: {[i: number]: number}) {
      ++spent;
      [x[0], y[0]] = [at[0], at[1]];
      evaluate(x, y, l, gx, gy);
      [out[0], out[1]] = [gx[0], gy[0]];
      return l[0];
    },
    hessian(at: ArrayLike<number>) {
      spent += 2;
      return hessianAt(surface, at[0], at[1]);
    }
  };
  const theta = Float64Array.from(start);
  const gradient = new Float64Array(2);
  const state = rule.init(2, settings, theta);
  objective.loss = objective.valueAndGradient(theta, gradient);
  let end: [number, number, number] = [theta[0], theta[1], objective.loss];
  while (spent < budget && !state.converged) {
    const delta = rule.update(gradient, state, settings, theta, objective);
    for (let i = 0; i < 2; ++i) theta[i] += delta[i];
    objective.loss = objective.valueAndGradient(theta, gradient);
    if (spent > budget) break;
    end = [theta[0], theta[1], objective.loss];
    if (![...end, ...gradient].every(Number.isFinite)) return [theta[0], theta[1], Number.NaN];
  }
  return end;
}

/** An optimizer with some of its settings replaced. */
export const withSettings = ({rule, settings}: Optimizer, patch: Optimizer["settings"]): Optimizer =>
  optimizer(rule.name, {...settings, ...patch});
