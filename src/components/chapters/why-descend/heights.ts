import {show} from "../../book/format.js";
import {type Axis, chartFrame, line, svg} from "../../line-chart.js";
import {STEPS} from "./walk.js";

const text = {title: "Height after each step", steps: "steps", you: "you", guided: "gradient descent"};

/** The heights of a walk, step by step: the reader's, and that of gradient descent once it is shown. */
export function heights() {
  let [yours, guided]: [readonly number[], readonly number[]] = [[], []];
  const yourLine = svg("path", {class: "curve"});
  const guidedLine = svg("path", {class: "curve", style: "stroke: var(--hue-gradientDescent)"});
  const labels = svg("g");
  const frame = chartFrame({title: text.title, xLabel: text.steps, height: 170, x: xAxis(), y: yAxis()}, draw);
  frame.layer.append(guidedLine, yourLine, labels);

  function xAxis(): Axis {
    return {domain: [0, STEPS], ticks: [0, 5, 10, 15], format: String};
  }
  function yAxis(): Axis {
    const top = Math.max(1, ...yours, ...guided);
    const unit = 10 ** Math.floor(Math.log10(top));
    const stride = [0.2, 0.5, 1, 2, 5].find((s) => (s * unit * 4) / top > 1)! * unit;
    const ticks = Array.from({length: Math.floor(top / stride) + 1}, (_, i) => Number((i * stride).toPrecision(6)));
    return {domain: [0, top], ticks, format: (v) => show(v)};
  }
  function draw() {
    frame.axes(xAxis(), yAxis());
    const path = (values: readonly number[]) => line(values.map((v, i) => [frame.x(i), frame.y(v)] as const));
    yourLine.setAttribute("d", path(yours));
    guidedLine.setAttribute("d", path(guided));
    const label = (name: string, values: readonly number[], fill: string, dy: number) =>
      svg(
        "text",
        {
          class: "curve-label",
          x: frame.x(values.length - 1) + (values.length > STEPS / 2 ? -6 : 8),
          y: frame.y(values[values.length - 1]) + dy,
          "text-anchor": values.length > STEPS / 2 ? "end" : "start",
          style: `fill: ${fill}`
        },
        name
      );
    labels.replaceChildren(
      ...(yours.length > 1 ? [label(text.you, yours, "var(--ink)", -8)] : []),
      ...(guided.length ? [label(text.guided, guided, "var(--hue-gradientDescent)", -24)] : [])
    );
  }
  return {
    node: frame.node,
    show(nextYours: readonly number[], nextGuided: readonly number[]) {
      [yours, guided] = [nextYours, nextGuided];
      const end = yours[yours.length - 1];
      frame.describe(`${text.title}: ${show(yours[0])} at the start, ${show(end)} after ${yours.length - 1} steps`);
      draw();
    },
    dispose: frame.dispose
  };
}
