import type {BoundOptions} from "../../book/predict-bound.js";
import type {ChartCurve} from "../../plot/line-chart.js";
import {hueVariable} from "../../theme.js";
import {type MomentumOptions, momentumRate, stabilityBound} from "./rate.js";

/** The memory of the question. */
export const BETA = 0.9;

const text = {
  title: "What one step leaves of the distance, in the long run",
  label: `Where a heavy ball with β = ${BETA} begins to diverge`,
  x: "αλ",
  descent: "gradient descent",
  momentum: `β = ${BETA}`,
  nesterov: `Nesterov, β = ${BETA}`
};

const REACH = 4.4;
const products = Array.from({length: 221}, (_, i) => (REACH * i) / 220);
const rate = (beta: number, options?: MomentumOptions): ChartCurve["points"] =>
  products.map((product) => [product, momentumRate(product, beta, options).radius] as const);

/** The picture to drag the bound in: gradient descent's rate over αλ, and then that of the two forms of momentum. */
export const boundPicture = (): Omit<BoundOptions, "id" | "question" | "reveal"> => ({
  title: text.title,
  label: text.label,
  x: {domain: [0, REACH], label: text.x},
  y: {domain: [0, 1.25]},
  value: 3,
  answer: stabilityBound(BETA),
  given: [
    {points: products.map((product) => [product, 1] as const), colour: "var(--rule-strong)", dash: "3 4", width: 1.25},
    {points: rate(0), colour: hueVariable("gradientDescent"), label: text.descent}
  ],
  shown: [
    {points: rate(BETA), colour: hueVariable("momentum"), label: text.momentum},
    {points: rate(BETA, {nesterov: true}), colour: hueVariable("nesterov"), dash: "6 3", label: text.nesterov}
  ]
});
