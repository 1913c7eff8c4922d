import type {Arena, Kernels} from "../kernels.js";

type Names = "im2col" | "col2im" | "maxPool" | "maxPoolBackward" | "addPlanes" | "sumPlanes" | "fill";

export const convolutionKernels = ({f32, u32}: Arena): Pick<Kernels, Names> => {
  /** Visits each element of the columns with the element of the image that it stands for; −1 in the padding. */
  const windows = (
    [channels, h, w, kh, kw, sh, sw, ph, pw, oh, ow]: readonly number[],
    visit: (column: number, image: number) => void
  ) => {
    let k = 0;
    for (let c = 0; c < channels; ++c)
      for (let i = 0; i < kh; ++i)
        for (let j = 0; j < kw; ++j)
          for (let y = 0; y < oh; ++y)
            for (let z = 0; z < ow; ++z, ++k) {
              const [row, column] = [y * sh + i - ph, z * sw + j - pw];
              const inside = row >= 0 && row < h && column >= 0 && column < w;
              visit(k, inside ? (c * h + row) * w + column : -1);
            }
  };
  return {
    im2col(x, ...rest) {
      const to = rest[11];
      windows(rest, (k, i) => {
        f32[to / 4 + k] = i < 0 ? 0 : f32[x / 4 + i];
      });
    },
    col2im(columns, ...rest) {
      const [channels, h, w] = rest;
      const to = rest[11];
      f32.fill(0, to / 4, to / 4 + channels * h * w);
      windows(rest, (k, i) => {
        if (i >= 0) f32[to / 4 + i] += f32[columns / 4 + k];
      });
    },
    maxPool(planes, h, w, kh, kw, sh, sw, oh, ow, x, y, winners) {
      let k = 0;
      for (let p = 0; p < planes; ++p)
        for (let r = 0; r < oh; ++r)
          for (let c = 0; c < ow; ++c, ++k) {
            const first = (p * h + r * sh) * w + c * sw;
            let at = first;
            for (let i = 0; i < kh; ++i)
              for (let j = 0; j < kw; ++j) if (f32[x / 4 + first + i * w + j] > f32[x / 4 + at]) at = first + i * w + j;
            f32[y / 4 + k] = f32[x / 4 + at];
            u32[winners / 4 + k] = at;
          }
    },
    maxPoolBackward(n, size, dy, winners, dx) {
      f32.fill(0, dx / 4, dx / 4 + size);
      for (let i = 0; i < n; ++i) f32[dx / 4 + u32[winners / 4 + i]] += f32[dy / 4 + i];
    },
    /** x[c, i] ← x[c, i] + bias[c] */
    addPlanes(channels, size, bias, x) {
      for (let c = 0; c < channels; ++c) for (let i = 0; i < size; ++i) f32[x / 4 + c * size + i] += f32[bias / 4 + c];
    },
    /** to[c] ← to[c] + Σᵢ x[c, i] */
    sumPlanes(channels, size, x, to) {
      for (let c = 0; c < channels; ++c) {
        let s = 0;
        for (let i = 0; i < size; ++i) s += f32[x / 4 + c * size + i];
        f32[to / 4 + c] += s;
      }
    },
    fill(n, x, value) {
      f32.fill(value, x / 4, x / 4 + n);
    }
  };
};
