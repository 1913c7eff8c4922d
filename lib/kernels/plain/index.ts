import type {Arena, Kernels} from "../kernels.js";
import {activationKernels} from "./activation.js";
import {batchKernels} from "./batch.js";
import {convolutionKernels} from "./convolution.js";
import {gemm} from "./gemm.js";
import {lossKernels} from "./loss.js";
import {normalizationKernels} from "./normalization.js";
import {peakKernels} from "./peak.js";
import {signUpdateKernels} from "./sign-update.js";
import {sparseKernels} from "./sparse.js";
import {updateKernels} from "./update.js";
import {vectorKernels} from "./vector.js";

/** Every kernel in plain TypeScript over an arena: what runs where there is no SIMD, and what the others are tested against. */
export const plainKernels = (arena: Arena): Kernels => ({
  ...activationKernels(arena),
  ...batchKernels(arena),
  ...convolutionKernels(arena),
  ...lossKernels(arena),
  ...normalizationKernels(arena),
  ...peakKernels,
  ...signUpdateKernels(arena),
  ...sparseKernels(arena),
  ...updateKernels(arena),
  ...vectorKernels(arena),
  gemm(m, n, k, a, b, c, transposeA, transposeB, accumulate) {
    const {f32} = arena;
    gemm(m, n, k, f32, f32, f32, {transposeA, transposeB, accumulate}, [a / 4, b / 4, c / 4]);
  }
});
