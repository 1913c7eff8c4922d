export {activate, activateBackward} from "./activation";
export * from "./batch";
export * from "./convolution";
export {run64} from "./elementwise64";
export {gemm} from "./gemm";
export * from "./loss";
export {peak} from "./peak";
export * from "./sparse";
export * from "./update";
