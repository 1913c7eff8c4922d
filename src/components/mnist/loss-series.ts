/** One stretch of a series: the index of its middle, its lowest and highest loss, and the average at its end. */
export type Stretch = readonly [index: number, low: number, high: number, smooth: number];

/** Losses of a run, one a step, with their exponential average, kept for drawing. */
export interface LossSeries {
  readonly length: number;
  /** The last loss and the last average; undefined before the first. */
  last(): {readonly loss: number; readonly smooth: number} | undefined;
  push(losses: Iterable<number>): void;
  /** Forgets all but the first n. */
  cut(n: number): void;
  /** Every loss. */
  losses(): Float32Array;
  /** At most `columns` stretches: what a chart of that many pixels can show. */
  envelope(columns: number): Stretch[];
}

/** Losses in one piece of memory. */
const BLOCK = 16_384;
/** The most cells that are kept for drawing, so that a frame costs the same however long a run is. */
const CELLS = 8192;

/** s ← βs + (1 − β)·loss, divided by 1 − βᵗ so that the first steps are not pulled to zero. */
export function lossSeries(beta = 0.98): LossSeries {
  let blocks: Float32Array[] = [];
  let length = 0;
  /** Cells of `stride` losses each: lowest, highest, the average at the end. */
  let low: number[] = [];
  let high: number[] = [];
  let smooth: number[] = [];
  let stride = 1;
  let s = 0;
  let power = 1;

  /** Each two cells become one. */
  function halve() {
    const pairs = Array.from({length: low.length / 2}, (_, i) => 2 * i);
    [low, high, smooth] = [
      pairs.map((i) => Math.min(low[i], low[i + 1])),
      pairs.map((i) => Math.max(high[i], high[i + 1])),
      pairs.map((i) => smooth[i + 1])
    ];
    stride *= 2;
  }

  const series: LossSeries = {
    get length() {
      return length;
    },
    last() {
      if (!length) return undefined;
      return {loss: blocks[blocks.length - 1][(length - 1) % BLOCK], smooth: smooth[smooth.length - 1]};
    },
    push(losses) {
      for (const loss of losses) {
        if (!Number.isFinite(loss)) continue;
        s = beta * s + (1 - beta) * loss;
        power *= beta;
        if (length % BLOCK === 0) blocks.push(new Float32Array(BLOCK));
        blocks[blocks.length - 1][length % BLOCK] = loss;
        if (length % stride === 0) {
          if (low.length === CELLS) halve();
          low.push(loss);
          high.push(loss);
          smooth.push(0);
        }
        const cell = low.length - 1;
        low[cell] = Math.min(low[cell], loss);
        high[cell] = Math.max(high[cell], loss);
        smooth[cell] = s / (1 - power);
        length++;
      }
    },
    cut(n) {
      const kept = series.losses().subarray(0, n);
      blocks = [];
      [low, high, smooth] = [[], [], []];
      [length, stride, s, power] = [0, 1, 0, 1];
      series.push(kept);
    },
    losses() {
      const all = new Float32Array(length);
      blocks.forEach((block, i) => {
        all.set(block.subarray(0, length - i * BLOCK), i * BLOCK);
      });
      return all;
    },
    envelope(columns) {
      const bins = Math.min(low.length, Math.max(1, Math.floor(columns)));
      return Array.from({length: bins}, (_, b) => {
        const from = Math.floor((b * low.length) / bins);
        const to = Math.floor(((b + 1) * low.length) / bins);
        let [least, most] = [low[from], high[from]];
        for (let i = from + 1; i < to; ++i) {
          least = Math.min(least, low[i]);
          most = Math.max(most, high[i]);
        }
        const middle = (from * stride + Math.min(to * stride, length) - 1) / 2;
        return [middle, least, most, smooth[Math.floor((from + to - 1) / 2)]];
      });
    }
  };
  return series;
}
