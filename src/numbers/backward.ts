import {show} from "../components/book/format.js";
import {dense, sequential} from "../lib/nn/index.js";
import {grad, sigmoid, tensor} from "../lib/tensor/index.js";

/** Numbers of the chapter on the backward pass. */
export function numbers(): Record<string, string> {
  const steepest = grad(sigmoid)(tensor(0)).item();
  return {
    tenSigmoids: show(steepest ** 10, 2),
    parameters: sequential([dense(784, 128), dense(128, 10)]).parameters.length.toLocaleString("en-US")
  };
}
