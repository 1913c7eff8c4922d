import {gradientAt, lossAt, surface} from "../../../lib/surfaces/index.js";
import {checkGradient, tensor} from "../../../lib/tensor/index.js";
import type {Point} from "../../book/surface-view.js";

/** The function that is checked, and where. */
export const checked = {surface: surface("himmelblau"), at: [-1.3, 2.1] as Point};

/** Twelve decades of h, four steps each, the largest first. */
export const steps: readonly number[] = Array.from({length: 49}, (_, i) => 10 ** (-i / 4));

export interface ErrorAt {
  readonly h: number;
  readonly error: number;
}

/** Error of central differences (f(x + h) − f(x − h))/2h for each h, as the library's gradient check measures it. */
export function centralErrors(): {curve: readonly ErrorAt[]; h: number; error: number} {
  const [x, y] = checked.at;
  return checkGradient((a, b) => checked.surface.J(a, b), [tensor(x), tensor(y)], {steps});
}

/** Estimates of ∂J/∂x by one-sided differences (f(x + h) − f(x))/h and by central ones, and the autograd's value. */
export function estimates(h: number): {forward: number; central: number; exact: number} {
  const [x, y] = checked.at;
  const f = (a: number) => lossAt(checked.surface, a, y);
  return {
    forward: (f(x + h) - f(x)) / h,
    central: (f(x + h) - f(x - h)) / (2 * h),
    exact: gradientAt(checked.surface, x, y).gradient[0]
  };
}

/** Error of one-sided differences for each h, in the same measure: the larger of both coordinates. */
export function forwardErrors(): {curve: readonly ErrorAt[]; h: number; error: number} {
  const [x, y] = checked.at;
  const {loss, gradient} = gradientAt(checked.surface, x, y);
  const curve = steps.map((h) => {
    const numeric = [(lossAt(checked.surface, x + h, y) - loss) / h, (lossAt(checked.surface, x, y + h) - loss) / h];
    return {h, error: Math.max(...numeric.map((n, i) => Math.abs(n - gradient[i]) / Math.max(1, Math.abs(n))))};
  });
  const best = curve.reduce((a, b) => (b.error < a.error ? b : a));
  return {curve, h: best.h, error: best.error};
}

/** How many leading digits of two numbers agree. */
export function agreeingDigits(a: number, b: number): number {
  if (a === b) return 16;
  return Math.max(0, Math.min(16, Math.floor(-Math.log10(Math.abs(a - b) / Math.max(Math.abs(b), 1e-300)))));
}
