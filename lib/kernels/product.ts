import {type GemmOptions, gemm} from "./plain/gemm.js";

type Offsets = readonly [number, number, number];

/** C ← op(A)·op(B) on float32 arrays; what `gemm` of lib/kernels/plain/gemm.ts does. */
export type Float32Product = (
  m: number,
  n: number,
  k: number,
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  options: Omit<GemmOptions, "accumulate">,
  offsets: Offsets
) => void;

/** Multiplications from which it pays to copy the matrices to a kernel. Measured; see docs/benchmarks.md. */
const WORTH = 4096;

let fast: Float32Product | undefined;

/** Hands large float32 products over: lib/kernels/create.ts does, so that who loads the kernels has them everywhere. */
export function useForProducts(f: Float32Product): void {
  fast = f;
}

/** C ← op(A)·op(B), by the kernels where they are loaded, the numbers are float32 and there are enough of them. */
export function product(
  m: number,
  n: number,
  k: number,
  a: Float64Array | Float32Array,
  b: Float64Array | Float32Array,
  c: Float64Array | Float32Array,
  options: Omit<GemmOptions, "accumulate">,
  offsets: Offsets
): void {
  const single = a instanceof Float32Array && b instanceof Float32Array && c instanceof Float32Array;
  if (fast && single && m * n * k >= WORTH) fast(m, n, k, a, b, c, options, offsets);
  else gemm(m, n, k, a, b, c, options, offsets);
}
