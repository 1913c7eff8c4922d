import {cosine} from "../../../lib/optim/schedules/cosine.js";
import {courseOf} from "../../../lib/optim/schedules/schedule.js";
import {hueVariable} from "../../theme.js";
import {expectedLosses} from "./batch-model.js";

const text = {title: "Expected loss with noisy gradients", x: "step", y: "loss", constant: "constant rate"};

/** A run on the noisy quadratic of the batch figure. */
export const decayRun = {alpha: 1, steps: 200, batch: 16, noise: 3};

/** Expected losses with a constant learning rate, and with one that goes down along half a cosine. */
export function decayLosses({alpha, steps, batch, noise} = decayRun) {
  const course = courseOf(cosine({steps}));
  const losses = (rate: (step: number) => number) => expectedLosses(rate, steps, {batch, noise});
  return {constant: losses(() => alpha), cosine: losses((k) => course.rate(k, alpha))};
}

/** The picture to draw in: the constant rate's losses are given, the cosine's are to be drawn. */
export function decayPicture() {
  const {constant, cosine} = decayLosses();
  const points = (losses: readonly number[]) => losses.map((loss, step) => [step, loss] as const);
  return {
    title: text.title,
    x: {domain: [0, decayRun.steps] as const, label: text.x},
    y: {domain: [0.005, 2] as const, scale: "log" as const, ticks: [0.01, 0.1, 1], format: String, label: text.y},
    colour: hueVariable("gradientDescent"),
    given: [{points: points(constant), colour: "var(--ink-muted)", label: text.constant}],
    answer: points(cosine)
  };
}
