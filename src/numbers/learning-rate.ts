import {moonData, moonNetwork} from "../components/chapters/learning-rate/moon-network.js";
import {parabolaRun} from "../components/chapters/learning-rate/regime.js";
import {largestRate} from "../components/chapters/learning-rate/steeper.js";
import {zigzag, zigzagLosses} from "../components/chapters/learning-rate/zigzag-loss.js";
import {flatLoss, sharpness} from "../components/chapters/sharpness.js";
import {stepsPerDigit} from "../components/chapters/steps-per-digit.js";
import {show} from "../components/format.js";

/** Numbers of the chapter on the learning rate. */
export function numbers(): Record<string, string> {
  const slow = 0.02;
  const over = 2.1;
  const run = parabolaRun(over, {start: 1, steps: 100});
  const first = run.findIndex((theta) => Math.abs(theta) > 100);
  const model = moonNetwork(1);
  const curvature = [...sharpness(flatLoss(model, moonData()), model.parameters, {iterations: 40})].at(-1) ?? 0;
  return {
    slow: show(slow),
    slowSteps: show(Math.ceil(stepsPerDigit(1 - slow))),
    over: show(over),
    overFactor: show(over - 1),
    overSteps: show(first),
    steeper: show(largestRate(4)),
    zigzag: show(zigzag.product),
    zigzagFactor: show(Math.sqrt(zigzagLosses()[1])),
    zigzagLoss: show(zigzagLosses()[1]),
    sharpness: show(curvature, 2),
    bound: show(2 / curvature, 2)
  };
}
