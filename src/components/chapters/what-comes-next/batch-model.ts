/**
 * The noisy quadratic: J = ½Σ λᵢθᵢ², whose gradient is measured with noise of variance σ²λᵢ/B in coordinate i. One step of
 * stochastic gradient descent takes the mean square eᵢ of θᵢ to
 *
 * eᵢ ← (1 − αλᵢ)²·eᵢ + α²σ²λᵢ/B,
 *
 * exactly. λᵢ = 1/i for i = 1 … 40, and eᵢ = 1 at the start. Source: Zhang et al. (2019), section 3.
 */
export interface BatchOptions {
  readonly batch: number;
  /** σ². */
  readonly noise: number;
  /** The expected loss to reach, as a share of the first. */
  readonly target?: number;
}

const curvatures = Array.from({length: 40}, (_, i) => 1 / (i + 1));
const first = curvatures.reduce((s, c) => s + c / 2, 0);

/** Expected loss after `steps` steps, as a share of the first; in closed form. */
export function expectedLoss(steps: number, learningRate: number, {batch, noise}: BatchOptions): number {
  let total = 0;
  for (const c of curvatures) {
    const a = (1 - learningRate * c) ** 2;
    const floor = (learningRate ** 2 * noise * c) / batch / (1 - a);
    total += (c / 2) * (floor + (1 - floor) * a ** steps);
  }
  return total / first;
}

/**
 * Expected loss after 0, 1, … `steps` steps, as a share of the first, with a learning rate for each step: the same
 * recurrence, one step at a time.
 */
export function expectedLosses(rate: (step: number) => number, steps: number, {batch, noise}: BatchOptions): number[] {
  const squares = curvatures.map(() => 1);
  const loss = () => curvatures.reduce((sum, c, i) => sum + (c / 2) * squares[i], 0) / first;
  const losses = [loss()];
  for (let step = 0; step < steps; ++step) {
    const alpha = rate(step);
    curvatures.forEach((c, i) => {
      squares[i] = (1 - alpha * c) ** 2 * squares[i] + (alpha ** 2 * noise * c) / batch;
    });
    losses.push(loss());
  }
  return losses;
}

/** The fewest steps to the target, over all constant learning rates below the bound of stability, and the best rate. */
export function fewestSteps(options: BatchOptions): {steps: number; learningRate: number} {
  const {target = 0.05} = options;
  let best = {steps: Infinity, learningRate: Number.NaN};
  for (let i = 0; i < 90; ++i) {
    const learningRate = 1.98 * 10 ** (-i / 18);
    if (expectedLoss(Infinity, learningRate, options) >= target) continue;
    let high = 1;
    while (expectedLoss(high, learningRate, options) > target && high < best.steps) high *= 2;
    if (high >= 2 * best.steps) continue;
    let low = high / 2;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (expectedLoss(middle, learningRate, options) > target) low = middle;
      else high = middle;
    }
    if (high < best.steps) best = {steps: high, learningRate};
  }
  return best;
}

/** Batch sizes of the figure: powers of two. */
export const batches: readonly number[] = Array.from({length: 15}, (_, i) => 2 ** i);
