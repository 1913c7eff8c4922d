import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {fixed, show} from "../../format.js";
import {lineChart} from "../../plot/line-chart.js";
import {curveOf, type LossKind} from "./logits.js";

const text = {
  title: "Two losses and how hard they pull",
  caption:
    "One score $z$; the right answer is yes, and $p = \\sigma(z)$. First the two losses, then their slopes. Where a slope is near zero, gradient descent hardly moves, however wrong the answer is.",
  logit: "Score",
  loss: "Loss",
  slope: "Slope of the loss",
  axis: "score z",
  crossEntropy: "cross-entropy",
  squared: "squared error",
  says: (z: string, p: string, cross: string, squared: string) =>
    `At a score of ${z} the probability is ${p}. Cross-entropy has a slope of ${cross}, squared error ${squared}.`
};

const ZS = Array.from({length: 161}, (_, i) => -8 + i / 10);
const colours: Readonly<Record<LossKind, string>> = {crossEntropy: "var(--class-0)", squared: "var(--class-1)"};
const kinds = Object.keys(colours) as LossKind[];

/** Cross-entropy and squared error of a probability, with their slopes, against the score. */
export function twoLosses() {
  const curves = Object.fromEntries(kinds.map((kind) => [kind, curveOf(kind, ZS)]));
  const x = {domain: [-8, 8] as const, label: text.axis};
  const left = lineChart({title: text.loss, height: 220, x, y: {domain: [0, 8]}});
  const right = lineChart({title: text.slope, height: 220, x, y: {domain: [-1.1, 0.1]}});
  const control = slider(
    {label: text.logit, tex: "z", min: -8, max: 8, step: 0.1, value: -6, format: (v) => fixed(v, 1)},
    set
  );
  const frame = figureFrame({
    id: "two-losses",
    title: text.title,
    caption: text.caption,
    body: [
      element("div", {class: "controls"}, control.node),
      element("div", {class: "figure-body two even"}, left.node, right.node)
    ]
  });

  function set(z: number) {
    control.set(z);
    const here = Object.fromEntries(kinds.map((kind) => [kind, curveOf(kind, [z])]));
    const draw = (what: "loss" | "slope", summary: string) => ({
      curves: kinds.map((kind) => ({
        points: ZS.map((v, i) => [v, curves[kind][what][i]] as const),
        colour: colours[kind],
        dash: kind === "squared" ? "6 4" : ""
      })),
      marks: kinds.map((kind) => ({
        at: [z, here[kind][what][0]] as const,
        colour: colours[kind],
        label: text[kind]
      })),
      summary
    });
    const [cross, squared] = kinds.map((kind) => here[kind].slope[0]);
    const sentence = text.says(fixed(z, 1), fixed(1 / (1 + Math.exp(-z)), 4), show(cross), show(squared, 2));
    left.show(draw("loss", sentence));
    right.show(draw("slope", sentence));
    frame.say(sentence);
  }
  set(-6);
  return {
    node: frame.node,
    set,
    dispose() {
      left.dispose();
      right.dispose();
      frame.dispose();
    }
  };
}
