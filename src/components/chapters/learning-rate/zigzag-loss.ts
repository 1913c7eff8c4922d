import {hueVariable} from "../../theme.js";
import {parabolaRun} from "./regime.js";

const text = {title: "Loss at each step", x: "step", y: "loss"};

/** The run that the reader draws: steps just short of the bound, so that each one crosses the valley. */
export const zigzag = {product: 1.9, steps: 20};

/** J after 0, 1, … steps on a parabola, as a share of the first. */
export function zigzagLosses({product, steps} = zigzag): number[] {
  return parabolaRun(product, {start: 1, steps}).map((theta) => theta ** 2);
}

/** The picture to draw in: what a loss curve shows of a zigzag. */
export const zigzagPicture = () => ({
  title: text.title,
  x: {domain: [0, zigzag.steps] as const, label: text.x},
  y: {domain: [0, 1.2] as const, label: text.y},
  colour: hueVariable("gradientDescent"),
  answer: zigzagLosses().map((loss, step) => [step, loss] as const)
});
