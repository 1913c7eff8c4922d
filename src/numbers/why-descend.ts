import {BEND_STEPS, bendWalk} from "../components/chapters/why-descend/bend.js";
import {guidedWalk, landscapes, STEPS, slopeAt} from "../components/chapters/why-descend/walk.js";
import {dense, sequential} from "../lib/nn/index.js";

const integer = (n: number) => Math.round(n).toLocaleString("en-US");

export function numbers(): Record<string, string> {
  const weights = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)]).parameters.length;
  const {a} = landscapes;
  const bend = bendWalk();
  return {
    weights: integer(weights),
    // Digits of 2 to that power.
    digits: integer(Math.floor(weights * Math.log10(2)) + 1),
    dots: integer(10 ** 2),
    steps: String(STEPS),
    bendSteps: String(BEND_STEPS),
    bendRest: String(BEND_STEPS - STEPS),
    bendStart: bend.start.toFixed(1),
    bendFew: bend.few.toFixed(1),
    bendEnd: bend.loss.toFixed(1),
    startHeight: slopeAt(a, a.start).loss.toFixed(1),
    guidedHeight: guidedWalk(a).loss.toFixed(2)
  };
}
