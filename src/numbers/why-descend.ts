import {guidedWalk, landscapes, STEPS, slopeAt} from "../components/chapters/why-descend/walk.js";
import {dense, sequential} from "../lib/nn/index.js";

const integer = (n: number) => Math.round(n).toLocaleString("en-US");

export function numbers(): Record<string, string> {
  const weights = sequential([dense(784, 128, {activation: "relu"}), dense(128, 10)]).parameters.length;
  const {a} = landscapes;
  return {
    weights: integer(weights),
    // Digits of 2 to that power.
    digits: integer(Math.floor(weights * Math.log10(2)) + 1),
    dots: integer(10 ** 2),
    steps: String(STEPS),
    startHeight: slopeAt(a, a.start).loss.toFixed(1),
    guidedHeight: guidedWalk(a).loss.toFixed(2)
  };
}
