import {add, log, mul, square, sub, type Tensor, type TensorLike} from "../tensor/index.js";
import type {Surface} from "./surface.js";

/** a·x² + b·xy + c·y² + d·x + e·y + f, by Horner in x. */
function quadratic(x: Tensor, y: Tensor, [a, b, c, d, e, f]: readonly number[]): Tensor {
  const inX: TensorLike = add(add(mul(a, x), mul(b, y)), d);
  return add(mul(x, inX), add(mul(y, add(mul(c, y), e)), f));
}

export const goldsteinPrice: Surface = {
  id: "goldstein-price",
  name: "Goldstein–Price (log)",
  tex: "\\begin{aligned}&\\ln\\bigl[1 + (x+y+1)^2\\\\ &\\quad\\cdot(19-14x+3x^2-14y+6xy+3y^2)\\bigr]\\\\ &+\\ln\\bigl[30 + (2x-3y)^2\\\\ &\\quad\\cdot(18-32x+12x^2+48y-36xy+27y^2)\\bigr]\\end{aligned}",
  J: (x, y) => {
    const first = mul(square(add(add(x, y), 1)), quadratic(x, y, [3, 6, 3, -14, -14, 19]));
    const second = mul(square(sub(mul(2, x), mul(3, y))), quadratic(x, y, [12, -36, 27, -32, 48, 18]));
    return add(log(add(1, first)), log(add(30, second)));
  },
  minima: [
    {x: 0, y: -1, loss: Math.log(3)},
    {x: -0.6, y: -0.4, loss: Math.log(30)},
    {x: 1.8, y: 0.2, loss: Math.log(84)},
    {x: 1.2, y: 0.8, loss: Math.log(840)}
  ],
  domain: {x: [-2.2, 2.2], y: [-2, 1.6]},
  starts: [[-1.5, 1.1]],
  learningRate: 0.01,
  levels: "linear",
  about: "Narrow crossing valleys over six powers of ten, shown by the logarithm: four places to end up in.",
  source: "Goldstein and Price (1971), its natural logarithm."
};
