export {activationKinds} from "./activation-kind.js";
export {bestLevel, createKernels, type KernelSet, levels, supports} from "./create.js";
export {type Arena, GEMM_SCRATCH, type Kernels, type Level, type Pointer, TILE} from "./kernels.js";
