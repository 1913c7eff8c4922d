import {hessian, reshape, slice, stack, sum, tensor, valueAndGrad, withoutRecording} from "../tensor/index.js";
import type {Surface} from "./surface.js";

type Loss = Pick<Surface, "J">;

/** J(x, y). */
export function lossAt(surface: Loss, x: number, y: number): number {
  return withoutRecording(() => surface.J(tensor(x), tensor(y))).item();
}

/** J(x, y) and ∇J(x, y), by the autograd. */
export function gradientAt(surface: Loss, x: number, y: number): {loss: number; gradient: [number, number]} {
  const {value, gradients} = valueAndGrad((a, b) => surface.J(a, b))(tensor(x), tensor(y));
  return {loss: value.item(), gradient: [gradients[0].item(), gradients[1].item()]};
}

/** ∇²J(x, y), row-major: [Jxx, Jxy, Jyx, Jyy]. */
export function hessianAt(surface: Loss, x: number, y: number): Float64Array {
  const f = hessian((p) => surface.J(reshape(slice(p, [[0, 1]]), []), reshape(slice(p, [[1, 2]]), [])));
  return f(stack([tensor(x), tensor(y)])).data as Float64Array;
}

/** Eigenvalues of ∇²J, the larger first: the curvatures along the principal directions. */
export function curvatureAt(surface: Loss, x: number, y: number): [number, number] {
  const [a, b, , d] = hessianAt(surface, x, y);
  const mean = (a + d) / 2;
  const radius = Math.hypot((a - d) / 2, b);
  return [mean + radius, mean - radius];
}

/**
 * J on an nx × ny grid over a domain, row by row from the lowest y: element j·nx + i is J(xᵢ, yⱼ). One call of J
 * evaluates the whole grid.
 */
export function gridOf(
  surface: Loss,
  nx: number,
  ny: number,
  {x: [x0, x1], y: [y0, y1]}: Surface["domain"]
): Float64Array {
  const xs = new Float64Array(nx * ny);
  const ys = new Float64Array(nx * ny);
  for (let j = 0, k = 0; j < ny; ++j)
    for (let i = 0; i < nx; ++i, ++k) {
      xs[k] = x0 + ((x1 - x0) * i) / Math.max(1, nx - 1);
      ys[k] = y0 + ((y1 - y0) * j) / Math.max(1, ny - 1);
    }
  return withoutRecording(() => surface.J(tensor(xs), tensor(ys))).data as Float64Array;
}

/** ∇J at many points at once: the gradient of the sum is the points' gradients. */
export function gradientsAt(surface: Loss, xs: Float64Array, ys: Float64Array): [Float64Array, Float64Array] {
  const {gradients} = valueAndGrad((a, b) => sum(surface.J(a, b)))(tensor(xs), tensor(ys));
  return [gradients[0].data as Float64Array, gradients[1].data as Float64Array];
}
