export {activate, activateBackward} from "./activation";
export * from "./batch";
export * from "./convolution";
export {gemm} from "./gemm";
export * from "./loss";
export {peak} from "./peak";
export * from "./sparse";
export * from "./update";
