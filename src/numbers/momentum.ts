import {bounce, highestReturn} from "../components/chapters/momentum/bounces.js";
import {BETA} from "../components/chapters/momentum/bound-picture.js";
import {bestDescent, bestMomentum, momentumRate, stabilityBound} from "../components/chapters/momentum/rate.js";
import {stepsPerDigit} from "../components/chapters/steps-per-digit.js";
import {show} from "../components/format.js";

/** Numbers of the chapter on momentum. */
export function numbers(): Record<string, string> {
  const condition = 30;
  const steps = (rate: number) => show(Math.ceil(stepsPerDigit(rate)));
  return {
    beta: show(BETA),
    aheadBound: show(stabilityBound(BETA, {nesterov: true})),
    reach: show(1 / (1 - 0.9)),
    reachBefore: show(1 / (1 - 0.45), 2),
    reachRatio: show((1 - 0.45) / (1 - 0.9), 2),
    bounceAlpha: show(bounce.alpha),
    bounceBeta: show(bounce.beta),
    bounceStep: show(highestReturn().step),
    bounceLoss: show(highestReturn().loss, 2),
    rate81: show(momentumRate(1, 0.81).radius),
    bestSteps: steps(bestMomentum(condition).radius),
    descentSteps: steps(bestDescent(condition).radius)
  };
}
