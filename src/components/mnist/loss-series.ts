/** Losses of a run, one a step, with their exponential average, kept for drawing. */
export interface LossSeries {
  readonly raw: readonly number[];
  readonly smooth: readonly number[];
  push(losses: Iterable<number>): void;
  clear(): void;
}

/** s ← βs + (1 − β)·loss, divided by 1 − βᵗ so that the first steps are not pulled to zero. */
export function lossSeries(beta = 0.98): LossSeries {
  const raw: number[] = [];
  const smooth: number[] = [];
  let s = 0;
  let power = 1;
  return {
    raw,
    smooth,
    push(losses) {
      for (const loss of losses) {
        if (!Number.isFinite(loss)) continue;
        s = beta * s + (1 - beta) * loss;
        power *= beta;
        raw.push(loss);
        smooth.push(s / (1 - power));
      }
    },
    clear() {
      raw.length = smooth.length = 0;
      s = 0;
      power = 1;
    }
  };
}

/**
 * Lowest and highest value of each of at most `columns` stretches of the series: what a chart of that many pixels can
 * show. Returns [index, low, high] with the index of the stretch's middle.
 */
export function envelope(values: readonly number[], columns: number): [number, number, number][] {
  const bins = Math.min(values.length, Math.max(1, Math.floor(columns)));
  return Array.from({length: bins}, (_, b) => {
    const from = Math.floor((b * values.length) / bins);
    const to = Math.floor(((b + 1) * values.length) / bins);
    let low = values[from];
    let high = low;
    for (let i = from + 1; i < to; ++i) {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
    return [(from + to - 1) / 2, low, high];
  });
}
