import type {BoundOptions} from "../../book/predict-bound.js";
import {hueVariable} from "../../theme.js";
import {parabolaRun} from "./regime.js";

const text = {
  title: "Distance after ten steps, as a share of the first",
  label: "Largest learning rate that still converges, for a curvature of 4",
  x: "learning rate α",
  curve: (curvature: number) => `λ = ${curvature}`
};

const STEPS = 10;
/** A jump to the minimum has no logarithm; this is far below the picture. */
const NEXT_TO_NOTHING = 1e-12;

const rates = Array.from({length: 241}, (_, i) => 0.01 * i);
const distances = (curvature: number) =>
  rates.map((alpha) => {
    const run = parabolaRun(alpha, {curvature, start: 1, steps: STEPS});
    return [alpha, Math.max(NEXT_TO_NOTHING, Math.abs(run[STEPS]))] as const;
  });

/** The largest rate of a grid after which the distance is no longer than at the start. */
export const largestRate = (curvature: number): number =>
  Math.max(...distances(curvature).flatMap(([alpha, distance]) => (distance <= 1 + 1e-9 ? [alpha] : [])));

/** The picture to drag the bound in: α against where ten steps lead, for a curvature of 1, and then for 4. */
export const steeperPicture = (): Omit<BoundOptions, "id" | "question" | "reveal"> => ({
  title: text.title,
  label: text.label,
  x: {domain: [0, 2.4], label: text.x},
  y: {domain: [1e-4, 1e4], log: true},
  value: 1.2,
  answer: largestRate(4),
  given: [
    {points: rates.map((alpha) => [alpha, 1] as const), colour: "var(--rule-strong)", dash: "3 4", width: 1.25},
    {points: distances(1), colour: hueVariable("gradientDescent"), label: text.curve(1)}
  ],
  shown: [{points: distances(4), colour: "var(--uphill)", label: text.curve(4)}]
});
