import {type Axis, chartFrame, line, svg} from "./line-chart.js";

const percent = (v: number) => `${Math.round(100 * v)} %`;

/** Share of the test set that is right, after each epoch. */
export function accuracyChart() {
  let epochs = 10;
  let values: readonly number[] = [];
  const curve = svg("path", {class: "accuracy-line"});
  const dots = svg("g", {class: "accuracy-dots"});
  const frame = chartFrame({title: "Test accuracy", xLabel: "epoch", x: xAxis(), y: yAxis()}, update);
  frame.layer.append(curve, dots);

  function xAxis(): Axis {
    const stride = Math.ceil(epochs / 10);
    const ticks = Array.from({length: Math.floor(epochs / stride)}, (_, i) => (i + 1) * stride);
    return {domain: [0, Math.max(1, epochs)], ticks, format: String};
  }

  /** 90 to 100 %, and lower only when the run is. */
  function yAxis(): Axis {
    const least = Math.min(1, ...values);
    const low = [0.9, 0.8, 0.5].find((v) => least >= v) ?? 0;
    const stride = (1 - low) / 5;
    return {domain: [low, 1], ticks: Array.from({length: 6}, (_, i) => low + i * stride), format: percent};
  }

  function update() {
    frame.axes(xAxis(), yAxis());
    const points = values.map((v, i) => [frame.x(i + 1), frame.y(v)] as const);
    curve.setAttribute("d", line(points));
    dots.replaceChildren(...points.map(([cx, cy]) => svg("circle", {cx, cy, r: 3.5})));
    const last = points.at(-1);
    if (!last) return;
    const text = `${(100 * values.at(-1)!).toFixed(1)} %`;
    dots.append(svg("text", {x: last[0] + 7, y: last[1] - 9, class: "curve-label", "text-anchor": "middle"}, text));
    frame.describe(`Test accuracy: ${text} after epoch ${values.length} of ${epochs}`);
  }

  return {
    node: frame.node,
    /** Shows the accuracies of the epochs done so far, of `total`. */
    show(accuracies: readonly number[], total: number) {
      [values, epochs] = [accuracies, total];
      update();
    },
    dispose: frame.dispose
  };
}
