import {show} from "../components/format.js";
import {dense, sequential} from "../lib/nn/index.js";
import {grad, mul, sigmoid, tensor, valueAndGrad} from "../lib/tensor/index.js";

/** Numbers of the chapter on the backward pass. */
export function numbers(): Record<string, string> {
  const steepest = grad(sigmoid)(tensor(0)).item();
  // The node of the question: a = 3, b = −2, and a gradient of 5 arrives.
  const [a, b] = [tensor(3), tensor(-2)];
  const {gradients} = valueAndGrad((x, y) => mul(5, mul(x, y)))(a, b);
  return {
    blameA: show(gradients[0].item()),
    blameB: show(gradients[1].item()),
    product: show(mul(a, b).item()),
    tenSigmoids: show(steepest ** 10, 2),
    parameters: sequential([dense(784, 128), dense(128, 10)]).parameters.length.toLocaleString("en-US")
  };
}
