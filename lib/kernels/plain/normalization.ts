import type {Arena, Kernels} from "../kernels.js";

type Names = "batchNorm" | "batchNormBackward" | "layerNorm" | "layerNormBackward";

export const normalizationKernels = ({f32}: Arena): Pick<Kernels, Names> => {
  /** Visits the elements of channel c of [n, channels, size]. */
  const inChannel = (n: number, channels: number, size: number, c: number, visit: (at: number) => void) => {
    for (let i = 0; i < n; ++i) for (let p = 0; p < size; ++p) visit((i * channels + c) * size + p);
  };
  return {
    /**
     * y = (x − μ)/√(σ² + ε)·weight + bias for each channel of x: [n, channels, size]. In training μ and σ² are the
     * batch's, and the running ones follow; otherwise they are the running ones. `stats`: μ and 1/√(σ² + ε) of each.
     */
    batchNorm(n, channels, size, x, y, stats, weight, bias, mean, variance, epsilon, momentum, training) {
      [x, y, stats, weight, bias, mean, variance] = [x, y, stats, weight, bias, mean, variance].map((p) => p / 4);
      const count = n * size;
      for (let c = 0; c < channels; ++c) {
        const each = (visit: (at: number) => void) => inChannel(n, channels, size, c, visit);
        let mu = f32[mean + c];
        let square = f32[variance + c];
        if (training) {
          let sum = 0;
          each((i) => {
            sum += f32[x + i];
          });
          mu = sum / count;
          sum = 0;
          each((i) => {
            sum += (f32[x + i] - mu) ** 2;
          });
          square = sum / count;
          f32[mean + c] += momentum * (mu - f32[mean + c]);
          f32[variance + c] += momentum * ((square * count) / (count - 1) - f32[variance + c]);
        }
        const scale = 1 / Math.sqrt(square + epsilon);
        f32[stats + c] = mu;
        f32[stats + channels + c] = scale;
        each((i) => {
          f32[y + i] = (f32[x + i] - mu) * scale * f32[weight + c] + f32[bias + c];
        });
      }
    },
    /** ∂weight, ∂bias and, unless dx is 0, dx = weight/σ·(dy − mean(dy) − x̂·mean(dy·x̂)), where x̂ = (x − μ)/σ. */
    batchNormBackward(n, channels, size, x, stats, weight, dy, dWeight, dBias, dx) {
      [x, stats, weight, dy, dWeight, dBias, dx] = [x, stats, weight, dy, dWeight, dBias, dx].map((p) => p / 4);
      for (let c = 0; c < channels; ++c) {
        const [mu, scale] = [f32[stats + c], f32[stats + channels + c]];
        let sum = 0;
        let along = 0;
        inChannel(n, channels, size, c, (i) => {
          sum += f32[dy + i];
          along += f32[dy + i] * (f32[x + i] - mu) * scale;
        });
        f32[dWeight + c] = along;
        f32[dBias + c] = sum;
        if (!dx) continue;
        const [mean, share] = [sum / (n * size), along / (n * size)];
        inChannel(n, channels, size, c, (i) => {
          f32[dx + i] = f32[weight + c] * scale * (f32[dy + i] - mean - (f32[x + i] - mu) * scale * share);
        });
      }
    },
    /** y = (x − μ)/√(σ² + ε)·weight + bias for each row of x: [n, size]. `stats`: μ and 1/√(σ² + ε) of each row. */
    layerNorm(n, size, x, y, stats, weight, bias, epsilon) {
      [x, y, stats, weight, bias] = [x, y, stats, weight, bias].map((p) => p / 4);
      for (let i = 0; i < n; ++i) {
        const row = f32.subarray(x + i * size, x + (i + 1) * size);
        const mu = row.reduce((s, v) => s + v, 0) / size;
        const scale = 1 / Math.sqrt(row.reduce((s, v) => s + (v - mu) ** 2, 0) / size + epsilon);
        f32[stats + 2 * i] = mu;
        f32[stats + 2 * i + 1] = scale;
        for (let j = 0; j < size; ++j) f32[y + i * size + j] = (row[j] - mu) * scale * f32[weight + j] + f32[bias + j];
      }
    },
    /**
     * ∂weight, ∂bias and, unless dx is 0, dx = (h − mean(h) − x̂·mean(h·x̂))/σ, where h = dy·weight and x̂ = (x − μ)/σ.
     * dy is overwritten by h.
     */
    layerNormBackward(n, size, x, stats, weight, dy, dWeight, dBias, dx) {
      [x, stats, weight, dy, dWeight, dBias, dx] = [x, stats, weight, dy, dWeight, dBias, dx].map((p) => p / 4);
      f32.fill(0, dWeight, dWeight + size);
      f32.fill(0, dBias, dBias + size);
      for (let i = 0; i < n; ++i) {
        const [mu, scale] = [f32[stats + 2 * i], f32[stats + 2 * i + 1]];
        let sum = 0;
        let along = 0;
        for (let j = 0, at = i * size; j < size; ++j, ++at) {
          const unit = (f32[x + at] - mu) * scale;
          f32[dWeight + j] += f32[dy + at] * unit;
          f32[dBias + j] += f32[dy + at];
          f32[dy + at] *= f32[weight + j];
          sum += f32[dy + at];
          along += f32[dy + at] * unit;
        }
        if (!dx) continue;
        for (let j = 0, at = i * size; j < size; ++j, ++at)
          f32[dx + at] = scale * (f32[dy + at] - sum / size - ((f32[x + at] - mu) * scale * along) / size);
      }
    }
  };
};
