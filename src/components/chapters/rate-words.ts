import {short, texNumber} from "../format.js";
import {type Rate, ravineRate} from "./momentum/rate.js";
import type {RateScene} from "./rate-plot.js";
import {stepsPerDigit} from "./steps-per-digit.js";

const text = {
  says: (rate: string, steps: number, motion: string, slow: string) =>
    `Each step keeps ${rate} of the distance${slow}: ten times closer takes ${steps === 1 ? "1 step" : `${short(steps)} steps`}. ${motion}`,
  motions: {
    creeps: "The roots are real, so the ball does not swing.",
    swings: "The roots are complex, so the ball swings through the minimum.",
    zigzags: "The roots are real and the larger one is negative, so the ball jumps across the minimum at every step."
  } satisfies Record<Rate["motion"], string>,
  slow: (condition: number) => ` along the slower direction of a ravine with κ = ${condition}`,
  diverges: (rate: string) => `This diverges: each step multiplies the distance by ${rate}.`,
  even: "This neither converges nor diverges: the rate is exactly 1."
};

/** The closed form of momentum's rate at a moment: the factor, what it means, and as KaTeX. */
export function rateInWords({product, beta, condition, form}: RateScene): {
  readonly radius: number;
  readonly sentence: string;
  readonly tex: string;
} {
  const nesterov = form === "nesterov";
  const {radius, motion} = ravineRate(product / condition, beta, condition, {nesterov});
  const sentence =
    Math.abs(radius - 1) < 1e-12
      ? text.even
      : radius > 1
        ? text.diverges(short(radius))
        : text.says(
            short(radius),
            Math.ceil(stepsPerDigit(radius)),
            text.motions[motion],
            condition > 1 ? text.slow(condition) : ""
          );
  const number = texNumber(radius);
  if (motion === "swings") {
    const root = nesterov ? "\\sqrt{\\beta(1-\\alpha\\lambda)}" : `\\sqrt\\beta = \\sqrt{${texNumber(beta)}}`;
    return {radius, sentence, tex: `\\rho = ${root} = ${number}`};
  }
  const polynomial = nesterov
    ? "z^2-(1+\\beta)(1-\\alpha\\lambda)z+\\beta(1-\\alpha\\lambda)"
    : "z^2-(1+\\beta-\\alpha\\lambda)z+\\beta";
  return {radius, sentence, tex: `\\rho = \\max|z| = ${number},\\quad ${polynomial} = 0`};
}
