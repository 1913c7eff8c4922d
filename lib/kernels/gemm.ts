import {createKernels, type KernelSet} from "./create.js";
import {GEMM_SCRATCH} from "./kernels.js";
import {type GemmOptions, gemm as plainGemm} from "./plain/gemm.js";

type Floats = Float64Array | Float32Array;

/** Multiply-adds from which copying the matrices into an arena and back is worth it. */
const WORTHWHILE = 32_768;

let kernels: KernelSet | undefined;

/** A kernel set with room for `floats`, kept for the next product; twice the room when it has to be made anew. */
function roomFor(floats: number): KernelSet {
  if (!kernels || kernels.arena.f32.length < floats) kernels = createKernels(8 * floats);
  return kernels;
}

/**
 * C ← op(A)·op(B), or C ← C + op(A)·op(B): large float32 products by the fastest kernels, float64 and small ones in
 * TypeScript. op(A): [m, k], op(B): [k, n], C: [m, n]; `offsets` are the first elements of A, B and C.
 */
export function gemm(
  m: number,
  n: number,
  k: number,
  a: Floats,
  b: Floats,
  c: Floats,
  options: GemmOptions = {},
  offsets: readonly [number, number, number] = [0, 0, 0]
): void {
  const single = a instanceof Float32Array && b instanceof Float32Array && c instanceof Float32Array;
  if (!single || m * n * k < WORTHWHILE) {
    plainGemm(m, n, k, a, b, c, options, offsets);
    return;
  }
  const {transposeA = false, transposeB = false, accumulate = false} = options;
  const [a0, b0, c0] = offsets;
  const at = {a: 16, b: 16 + m * k, c: 16 + m * k + k * n, scratch: 16 + m * k + k * n + m * n};
  const set = roomFor(at.scratch + GEMM_SCRATCH);
  const {f32} = set.arena;
  f32.set(a.subarray(a0, a0 + m * k), at.a);
  f32.set(b.subarray(b0, b0 + k * n), at.b);
  if (accumulate) f32.set(c.subarray(c0, c0 + m * n), at.c);
  set.gemm(m, n, k, 4 * at.a, 4 * at.b, 4 * at.c, transposeA, transposeB, accumulate, 4 * at.scratch);
  c.set(f32.subarray(at.c, at.c + m * n), c0);
}
