import {momentum} from "../../../lib/optim/momentum.js";
import {hueVariable} from "../../theme.js";
import {iterate} from "../iterate.js";

const text = {title: "Loss of a heavy ball on a parabola", x: "step", y: "loss"};

/** A ball with so long a memory that it rolls up the other side. */
export const bounce = {alpha: 0.05, beta: 0.95, steps: 60};

/** J = ½θ² of a heavy ball after 0, 1, … steps, as a share of the first. */
export function bounceLosses({alpha, beta, steps} = bounce): number[] {
  const slope = (theta: Float64Array, out: Float64Array) => {
    out[0] = theta[0];
  };
  const run = iterate(momentum({learningRate: alpha, beta}), slope, {start: [1], steps});
  return run.map(({theta}) => theta[0] ** 2);
}

/** The highest loss to which the ball comes back after it has first reached the bottom, and the step. */
export function highestReturn(losses = bounceLosses()): {loss: number; step: number} {
  const bottom = losses.findIndex((loss, i) => loss < losses[i + 1]);
  const loss = Math.max(...losses.slice(bottom));
  return {loss, step: losses.indexOf(loss)};
}

/** The picture to draw in. */
export const bouncePicture = () => ({
  title: text.title,
  x: {domain: [0, bounce.steps] as const, label: text.x},
  y: {domain: [0, 1.2] as const, label: text.y},
  colour: hueVariable("momentum"),
  answer: bounceLosses().map((loss, step) => [step, loss] as const)
});
