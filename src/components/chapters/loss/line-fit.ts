import {gradientDescent} from "../../../lib/optim/index.js";
import {descend, lossAt, type Surface} from "../../../lib/surfaces/index.js";
import {add, mul, square, sub, type Tensor} from "../../../lib/tensor/index.js";
import type {Point} from "../../book/surface-view.js";

/** Eight points to fit, not quite on a line. */
export const points: readonly Point[] = [
  [-1.35, -0.75],
  [-1, -0.95],
  [-0.6, -0.1],
  [-0.2, -0.45],
  [0.25, 0.35],
  [0.6, 0.1],
  [1, 1.05],
  [1.35, 0.7]
];

/** The same points, with one of them far off, as a mistake in the data would be. */
export const outlier = (data: readonly Point[]): Point[] => data.map((p, i) => (i === 6 ? [p[0], -1.2] : p));

/** Learning rate at which the fit is smooth to watch. */
export const learningRate = 0.08;

/** The mean of the squared errors of y = a·x + b, as a surface over (a, b). */
export function meanSquares(data: readonly Point[]): Pick<Surface, "J" | "domain" | "levels" | "minima"> {
  const J = (a: Tensor, b: Tensor): Tensor => {
    const squares = data.map(([x, y]) => square(sub(add(mul(a, x), b), y)));
    return mul(
      squares.reduce((sum, term) => add(sum, term)),
      1 / data.length
    );
  };
  const [a, b] = leastSquares(data);
  const best = {x: a, y: b, loss: lossAt({J}, a, b)};
  return {J, domain: {x: [-2, 2], y: [-1.5, 1.5]}, levels: "log", minima: Number.isFinite(a) ? [best] : []};
}

/** Slope and intercept with the least mean of squares, in closed form: what a descent should find. */
export function leastSquares(data: readonly Point[]): Point {
  const n = data.length;
  const mean = (f: (p: Point) => number) => data.reduce((sum, p) => sum + f(p), 0) / n;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  const a = mean(([x, y]) => (x - mx) * (y - my)) / mean(([x]) => (x - mx) ** 2);
  return [a, my - a * mx];
}

/** The line after each step of gradient descent on the mean of squares. */
export function fitPath(data: readonly Point[], start: Point, steps: number): Point[] {
  return [...descend(meanSquares(data), gradientDescent({learningRate}), {start, steps})].map(({theta}) => theta);
}
