import {INSTRUCTION_WORDS, ops64, shared64} from "../elementwise64.js";
import type {Arena, Kernels} from "../kernels.js";

const unary: Partial<Record<number, (x: number) => number>> = {
  [ops64.neg]: (x) => -x,
  [ops64.sqrt]: Math.sqrt,
  [ops64.abs]: Math.abs,
  [ops64.exp]: Math.exp,
  [ops64.sigmoid]: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  [ops64.sin]: Math.sin,
  [ops64.cos]: Math.cos
};

export const elementwise64Kernels = ({buffer, u32}: Arena): Pick<Kernels, "run64"> => {
  const f64 = new Float64Array(buffer);

  /** One loop an op, each with a single shape of operands, so that a compiler keeps it tight. */
  const binary = (op: number, n: number, out: number, a: number, stepA: number, b: number, stepB: number) => {
    switch (op) {
      case ops64.add:
        for (let i = 0; i < n; ++i, a += stepA, b += stepB) f64[out + i] = f64[a] + f64[b];
        break;
      case ops64.sub:
        for (let i = 0; i < n; ++i, a += stepA, b += stepB) f64[out + i] = f64[a] - f64[b];
        break;
      case ops64.mul:
        for (let i = 0; i < n; ++i, a += stepA, b += stepB) f64[out + i] = f64[a] * f64[b];
        break;
      default:
        for (let i = 0; i < n; ++i, a += stepA, b += stepB) f64[out + i] = f64[a] / f64[b];
    }
  };

  return {
    /** Runs `count` instructions, each over n numbers. */
    run64(program, count, n) {
      for (let p = program / 4, end = p + count * INSTRUCTION_WORDS; p < end; p += INSTRUCTION_WORDS) {
        const op = u32[p];
        const [out, a, b] = [u32[p + 1] / 8, u32[p + 2] / 8, u32[p + 3] / 8];
        const f = unary[op];
        if (f) for (let i = 0; i < n; ++i) f64[out + i] = f(f64[a + i]);
        else {
          const shared = u32[p + 4];
          binary(op, n, out, a, shared === shared64.left ? 0 : 1, b, shared === shared64.right ? 0 : 1);
        }
      }
    }
  };
};
