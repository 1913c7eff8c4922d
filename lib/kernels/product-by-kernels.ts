import type {createKernels, KernelSet} from "./create.js";
import {GEMM_SCRATCH, type Level} from "./kernels.js";
import {gemm} from "./plain/gemm.js";
import type {Float32Product} from "./product.js";

// Address 0 stays unused, as in every arena.
const SCRATCH = 64;
const FIRST = SCRATCH + 4 * GEMM_SCRATCH;

/**
 * Products in an arena of their own, which is made again where a product wants a larger one. The level "typescript" needs
 * none: its product works on the arrays as they are.
 */
export function productBy(create: typeof createKernels, level: () => Level): Float32Product {
  let kernels: KernelSet | undefined;
  return (m, n, k, a, b, c, options, offsets) => {
    if (level() === "typescript") {
      gemm(m, n, k, a, b, c, options, offsets);
      return;
    }
    const size = FIRST + 4 * (m * k + k * n + m * n);
    if (!kernels || kernels.arena.buffer.byteLength < size) kernels = create(size);
    const {f32} = kernels.arena;
    const [a0, b0, c0] = offsets;
    const atA = FIRST / 4;
    const atB = atA + m * k;
    const atC = atB + k * n;
    f32.set(a.subarray(a0, a0 + m * k), atA);
    f32.set(b.subarray(b0, b0 + k * n), atB);
    const {transposeA = false, transposeB = false} = options;
    kernels.gemm(m, n, k, 4 * atA, 4 * atB, 4 * atC, transposeA, transposeB, false, SCRATCH);
    c.set(f32.subarray(atC, atC + m * n), c0);
  };
}
