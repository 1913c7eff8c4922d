export {activate, activateBackward} from "./activation";
export * from "./batch";
export {gemm} from "./gemm";
export * from "./loss";
export * from "./sparse";
export * from "./update";
