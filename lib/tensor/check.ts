import {type Fn, valueAndGrad} from "./grad.js";
import {withoutRecording} from "./op.js";
import {type Tensor, tensor} from "./tensor.js";

export interface GradientCheck {
  /** Largest |automatic − numeric| / max(1, |numeric|) at the best h. */
  readonly error: number;
  /** The step at which the two agree best. */
  readonly h: number;
  /** The error at every step tried: truncation falls with h, rounding grows as h shrinks. */
  readonly curve: readonly {readonly h: number; readonly error: number}[];
}

/**
 * Compares the gradient of f at xs with central differences (f(x + h) − f(x − h))/2h, element by element, for each h.
 * Runs in float64. The error is NaN where either side is NaN anywhere.
 * @throws `checkGradient: missing steps; …`
 */
export function checkGradient(
  f: Fn,
  xs: readonly Tensor[],
  {steps = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8]}: {steps?: readonly number[]} = {}
): GradientCheck {
  if (!steps.length) throw new Error("checkGradient: missing steps; expected at least one");
  const points = xs.map((x) => tensor(Float64Array.from(x.data), {shape: x.shape}));
  const {gradients} = valueAndGrad(f)(...points);
  const at = () => withoutRecording(() => f(...points)).item();
  const curve = steps.map((h) => {
    let error = 0;
    points.forEach((x, j) => {
      for (let i = 0; i < x.size; ++i) {
        const before = x.data[i];
        x.data[i] = before + h;
        const up = at();
        x.data[i] = before - h;
        const numeric = (up - at()) / (2 * h);
        x.data[i] = before;
        const e = Math.abs(gradients[j].data[i] - numeric) / Math.max(1, Math.abs(numeric));
        // Math.max keeps NaN: one element that cannot be compared must not hide behind the others.
        error = Math.max(error, e);
      }
    });
    return {h, error};
  });
  // A large h may leave the domain where a smaller one does not.
  const best = curve.reduce((a, b) => (b.error < a.error || Number.isNaN(a.error) ? b : a));
  return {error: best.error, h: best.h, curve};
}
