import {show} from "../../format.js";
import {lineChart} from "../../plot/line-chart.js";
import {STEPS} from "./walk.js";

const text = {
  title: "Height after each step",
  steps: "steps",
  you: "you",
  guided: "gradient descent",
  summary: (start: string, end: string, steps: number) =>
    `Height after each step: ${start} at the start, ${end} after ${steps} steps.`
};

/** The heights of a walk, step by step: the reader's, and that of gradient descent once it is shown. */
export function heights() {
  const x = {domain: [0, STEPS] as const, label: text.steps};
  const chart = lineChart({title: text.title, height: 180, x, y: {domain: [0, 1]}});
  const points = (values: readonly number[]) => values.map((v, i) => [i, v] as const);
  return {
    node: chart.node,
    show(yours: readonly number[], guided: readonly number[]) {
      chart.show({
        y: {domain: [0, 1.05 * Math.max(1, ...yours, ...guided)]},
        curves: [
          ...(guided.length
            ? [{points: points(guided), colour: "var(--hue-gradientDescent)", label: text.guided}]
            : []),
          {points: points(yours)}
        ],
        marks: [{at: [yours.length - 1, yours[yours.length - 1]], label: guided.length ? text.you : ""}],
        summary: text.summary(show(yours[0]), show(yours[yours.length - 1]), yours.length - 1)
      });
    },
    dispose: chart.dispose
  };
}
