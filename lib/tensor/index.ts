export * from "./check.js";
export {conv2d, maxPool2d} from "./convolution.js";
export {
  abs,
  acos,
  add,
  asin,
  atan,
  cos,
  cosh,
  div,
  erf,
  exp,
  floor,
  geluErf,
  geluTanh,
  leakyRelu,
  log,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  relu,
  sigmoid,
  sign,
  sin,
  sinh,
  softplus,
  sqrt,
  square,
  sub,
  tan,
  tanh
} from "./elementwise.js";
export * from "./grad.js";
export {type GraphNode, graphOf} from "./graph.js";
export * from "./losses.js";
export * from "./matmul.js";
export {type OpName, withFiniteCheck, withoutRecording} from "./op.js";
export * from "./reduce.js";
export {Scalar, scalar} from "./scalar.js";
export {broadcastTo, concat, reshape, slice, stack, transpose} from "./shaping.js";
export {crossEntropy, logSoftmax, type Reduction, softmax} from "./softmax.js";
export * from "./tensor.js";
