import {slantedRavine, stepsToReach, turned} from "../components/chapters/adam/rotation.js";
import {stepSizes} from "../components/chapters/adam/uncorrected.js";
import {bestMomentum} from "../components/chapters/momentum/rate.js";
import {show} from "../components/format.js";
import {adam, momentum, type Optimizer} from "../lib/optim/index.js";
import {descend} from "../lib/surfaces/descend.js";

/** Numbers of the chapter on Adam: step lengths without correction, and steps on the chapter's ravine. */
export function numbers(): Record<string, string> {
  const condition = 30;
  const bare = (beta2: number) => stepSizes({beta1: 0.9, beta2, corrected: false, steps: 200});
  const steps = (optimizer: Optimizer, angle: number) =>
    show(
      stepsToReach(slantedRavine(condition, angle), optimizer, {
        start: turned([-2, 1], angle),
        limit: 1500,
        distance: 0.01
      }) ?? Number.NaN
    );
  const best = bestMomentum(condition);
  const bold = adam({learningRate: 0.5});
  const slant = Math.PI / 4;
  // Long after it has settled, v̂ has forgotten the first gradients, and the ball is thrown out once more.
  const after = [...descend(slantedRavine(condition, slant), bold, {start: turned([-2, 1], slant), steps: 4000})]
    .filter(({step}) => step > 600)
    .map(({step, theta}) => ({step, distance: Math.hypot(...theta)}));
  const back = after.find(({distance}) => distance > 0.01);
  return {
    bold: steps(bold, slant),
    back: (back?.step ?? Number.NaN).toLocaleString("en-GB"),
    thrown: show(Math.max(...after.map(({distance}) => distance)), 1),
    firstStep: show(bare(0.999)[0]),
    peak: show(Math.max(...bare(0.999))),
    equalStep: show(bare(0.9)[0]),
    straight: steps(adam({learningRate: 0.1}), 0),
    slanted: steps(adam({learningRate: 0.1}), Math.PI / 4),
    momentum: steps(momentum({learningRate: best.alpha, beta: best.beta}), Math.PI / 4)
  };
}
