import type {Arena, Kernels} from "../kernels.js";

type Names = "crossEntropy" | "meanSquare" | "softmax" | "softmaxBackward";

export const lossKernels = ({f32, u8, u32}: Arena): Pick<Kernels, Names> => {
  const exponentials = (at: number, c: number, shift: number, keep: boolean): number => {
    let sum = 0;
    for (let j = 0; j < c; ++j) {
      const e = Math.exp(f32[at + j] - shift);
      if (keep) f32[at + j] = e;
      sum += e;
    }
    return sum;
  };
  return {
    /** (1/n) Σ (log Σⱼ eˣʲ − x_label); x becomes (softmax − one-hot)/n where `backward`. */
    crossEntropy(n, c, logits, labels, backward, correct) {
      let loss = 0;
      let right = 0;
      for (let i = 0; i < n; ++i) {
        const row = logits / 4 + i * c;
        const label = u8[labels + i];
        let best = 0;
        for (let j = 1; j < c; ++j) if (f32[row + j] > f32[row + best] || Number.isNaN(f32[row + j])) best = j;
        right += Number(best === label);
        const own = f32[row + label] - f32[row + best];
        const sum = exponentials(row, c, f32[row + best], backward);
        loss += Math.log(sum) - own;
        if (!backward) continue;
        for (let j = 0; j < c; ++j) f32[row + j] = (f32[row + j] / sum - Number(j === label)) / n;
      }
      u32[correct / 4] = right;
      return loss / n;
    },
    /** (1/size) Σ (y − t)²; y becomes 2(y − t)/size where `backward`. */
    meanSquare(size, y, t, backward) {
      let loss = 0;
      for (let i = 0; i < size; ++i) {
        const d = f32[y / 4 + i] - f32[t / 4 + i];
        loss += d * d;
        if (backward) f32[y / 4 + i] = (2 * d) / size;
      }
      return loss / size;
    },
    /** Rows of c numbers, in place. */
    softmax(n, c, x) {
      for (let i = 0; i < n; ++i) {
        const row = x / 4 + i * c;
        let best = f32[row];
        for (let j = 1; j < c; ++j) best = Math.max(best, f32[row + j]);
        const sum = exponentials(row, c, best, true);
        for (let j = 0; j < c; ++j) f32[row + j] /= sum;
      }
    },
    /** dx ← y·(dy − Σ dy·y) */
    softmaxBackward(n, c, y, dy, dx) {
      for (let i = 0; i < n * c; i += c) {
        let dot = 0;
        for (let j = 0; j < c; ++j) dot += f32[y / 4 + i + j] * f32[dy / 4 + i + j];
        for (let j = 0; j < c; ++j) f32[dx / 4 + i + j] = f32[y / 4 + i + j] * (f32[dy / 4 + i + j] - dot);
      }
    }
  };
};
