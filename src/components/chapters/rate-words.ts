import {short, texNumber} from "../format.js";
import {ravineRate} from "./momentum/rate.js";
import type {RateScene} from "./rate-plot.js";
import {stepsPerDigit} from "./steps-per-digit.js";

const text = {
  says: (rate: string, steps: string, swings: boolean, slow: string) =>
    `Each step keeps ${rate} of the distance${slow}: ten times closer takes ${steps} steps. ${swings ? "The roots are complex, so the ball swings through the minimum." : "The roots are real, so the ball does not swing."}`,
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
  const {radius, oscillates} = ravineRate(product / condition, beta, condition, {nesterov});
  const sentence =
    Math.abs(radius - 1) < 1e-12
      ? text.even
      : radius > 1
        ? text.diverges(short(radius))
        : text.says(
            short(radius),
            short(Math.ceil(stepsPerDigit(radius))),
            oscillates,
            condition > 1 ? text.slow(condition) : ""
          );
  const root = oscillates
    ? nesterov
      ? "\\sqrt{\\beta(1-\\alpha\\lambda)}"
      : `\\sqrt\\beta = \\sqrt{${texNumber(beta)}}`
    : nesterov
      ? "\\max|z|,\\; z^2-(1+\\beta)(1-\\alpha\\lambda)z+\\beta(1-\\alpha\\lambda)=0"
      : "\\max|z|,\\; z^2-(1+\\beta-\\alpha\\lambda)z+\\beta=0";
  return {radius, sentence, tex: `\\rho = ${root} = ${texNumber(radius)}`};
}
