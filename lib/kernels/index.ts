export {activationKinds} from "./activation-kind.js";
export {bestLevel, createKernels, type KernelSet, levels, supports} from "./create.js";
export {type Arena, GEMM_SCRATCH, type Kernels, type Level, PEAK_OPERATIONS, type Pointer, TILE} from "./kernels.js";
export {createRoom, type Room, roomOf} from "./room.js";
