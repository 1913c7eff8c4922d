import {gradientAt, lossAt, type Surface} from "../../../lib/surfaces/index.js";
import type {Point} from "../../book/surface-view.js";

const RADIANS = Math.PI / 180;

/** The unit vector at an angle in degrees, counted from the x axis towards y. */
export const unit = (degrees: number): Point => [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];

/** Angle of a vector in degrees, −180 to 180. */
export const angleOf = ([x, y]: Point): number => Math.atan2(y, x) / RADIANS;

/** The slope of J at a point in a direction u of length 1: ∇J · u. */
export function directionalDerivative(gradient: Point, [ux, uy]: Point): number {
  return gradient[0] * ux + gradient[1] * uy;
}

/** The same slope, measured: the rise of J over a very short walk to both sides. */
export function measuredSlope(surface: Pick<Surface, "J">, [x, y]: Point, [ux, uy]: Point, h = 1e-5): number {
  return (lossAt(surface, x + h * ux, y + h * uy) - lossAt(surface, x - h * ux, y - h * uy)) / (2 * h);
}

/** The loss at a point, and after a step of a length along ∇J and against it. */
export function stepBothWays(surface: Pick<Surface, "J">, [x, y]: Point, length: number) {
  const {loss, gradient} = gradientAt(surface, x, y);
  const [ux, uy] = gradient.map((g) => g / Math.hypot(...gradient));
  return {
    loss,
    along: lossAt(surface, x + length * ux, y + length * uy),
    against: lossAt(surface, x - length * ux, y - length * uy)
  };
}
