import {gradientAt, ravineOf} from "../../../lib/surfaces/index.js";
import type {DirectionOptions} from "../../book/predict-direction.js";
import {degreesBetween} from "../../book/score.js";
import type {Point} from "../../book/surface-view.js";

const text = {label: "A valley with a point on it. The star is the minimum.", name: "−∇J"};

/** How much more the valley is curved across than along. */
export const VALLEY = 8;

const valley = ravineOf({condition: VALLEY});
const from: Point = [-2.2, 0.7];
/** Length of the arrow as it is drawn. */
const LENGTH = 1.4;

/** −∇J at the point, and how far it turns away from the minimum, in degrees. */
export function steepestDown(): {direction: Point; aside: number} {
  const {gradient} = gradientAt(valley, ...from);
  const [{x, y}] = valley.minima;
  const direction: Point = [-gradient[0], -gradient[1]];
  return {direction, aside: degreesBetween(direction, [x - from[0], y - from[1]])};
}

/** The picture to turn an arrow in. */
export function steepestPicture(): Omit<DirectionOptions, "id" | "question" | "reveal"> {
  const {direction} = steepestDown();
  const share = LENGTH / Math.hypot(...direction);
  return {
    label: text.label,
    surface: valley,
    from,
    begin: [from[0], from[1] + 1],
    answer: [share * direction[0], share * direction[1]],
    colour: "var(--downhill)",
    name: text.name
  };
}
