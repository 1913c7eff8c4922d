import {type Axis, chartFrame, line, svg} from "./line-chart.js";
import {envelope, type LossSeries} from "./loss-series.js";

const FLOOR = 0.003;
const short = (v: number) => (v > 1e4 ? v.toExponential(0) : String(v));

/** Training loss per step on a logarithmic axis: the raw losses as a band, their average as a line. */
export function lossChart(series: LossSeries) {
  let steps = 1;
  let perEpoch = 1;
  const band = svg("path", {class: "loss-raw"});
  const curve = svg("path", {class: "loss-smooth"});
  const label = svg("text", {class: "curve-label", dy: "0.32em"});
  const frame = chartFrame({title: "Training loss", xLabel: "epoch", x: xAxis(), y: yAxis()}, update);
  frame.layer.append(band, curve, label);

  function xAxis(): Axis {
    const epochs = Math.max(1, Math.round(steps / perEpoch));
    const stride = Math.ceil(epochs / 10);
    const ticks = Array.from({length: Math.floor(epochs / stride) + 1}, (_, i) => i * stride);
    return {domain: [0, epochs], ticks: ticks.filter((t) => t < epochs || epochs <= 10), format: String};
  }

  /** From 0.003 up to 3, or as far as the run went. */
  function yAxis(): Axis {
    let top = 3;
    for (const loss of series.smooth) while (loss > top && top < 1e12) top *= 10;
    const ticks = [];
    for (let tick = 0.01; tick <= top; tick *= top > 1000 ? 1000 : 10) ticks.push(Number(tick.toPrecision(1)));
    return {domain: [FLOOR, top], ticks, scale: "log", format: short};
  }

  function update() {
    frame.axes(xAxis(), yAxis());
    const at = (index: number) => frame.x((index + 1) / perEpoch);
    const columns = frame.width() * Math.min(1, series.raw.length / steps);
    const bins = envelope(series.raw, columns / 2);
    const up = bins.map(([i, , high]) => [at(i), frame.y(high)] as const);
    const down = bins.map(([i, low]) => [at(i), frame.y(low)] as const).reverse();
    band.setAttribute("d", bins.length > 1 ? `${line([...up, ...down])}Z` : "");
    const {smooth} = series;
    const middle = envelope(smooth, columns).map(([i]) => [at(i), frame.y(smooth[Math.floor(i)])] as const);
    curve.setAttribute("d", line(middle));
    const last = smooth.at(-1);
    label.textContent = last === undefined ? "" : last.toFixed(3);
    if (last === undefined) return;
    label.setAttribute("x", String(at(smooth.length - 1) + 6));
    label.setAttribute("y", String(frame.y(last)));
    frame.describe(`Training loss: ${last.toFixed(3)} after ${smooth.length.toLocaleString("en-US")} steps`);
  }

  return {
    node: frame.node,
    update,
    /** Sets the length of the run that the axis shows. */
    plan(total: number, stepsPerEpoch: number) {
      [steps, perEpoch] = [Math.max(1, total), Math.max(1, stepsPerEpoch)];
      update();
    },
    dispose: frame.dispose
  };
}
