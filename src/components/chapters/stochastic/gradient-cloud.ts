import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {short} from "../../format.js";
import {clipOf} from "../../plot/clip.js";
import {arrow, curve, dot, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {svg} from "../../svg.js";
import {controls} from "../controls.js";
import {gradientCloud, predictedNoise, spread} from "./noise.js";
import {count, gradientsPerExample} from "./penguin-loss.js";

const text = {
  title: "The noise of a batch, measured",
  caption:
    "The cloud: gradients of 240 random batches of your size, all at the same point; the arrow is the gradient over all penguins. The curve: how far they scatter. The line is the theory, the dot is what was measured just now.",
  batch: "Batch size",
  w: "∂J/∂w",
  b: "∂J/∂b",
  size: "batch size B",
  scatter: "scatter",
  at: "Distance from the minimum",
  says: (batch: number, measured: string, predicted: string, length: string, cost: string) =>
    `Batches of ${batch}: the gradients scatter by ${measured} around the true one, whose length is ${length}; theory says ${predicted}. One costs ${cost} of a full pass.`,
  full: "The batch is all the data: every draw gives the same gradient, and nothing scatters."
};

/** Batch sizes on the slider: whole numbers at even ratios, so that every press of a key reaches another. */
const SIZES = [...new Set(Array.from({length: 49}, (_, i) => Math.round(count ** (i / 48))))];
const nearest = (size: number) => SIZES.findLastIndex((s) => s <= size);

/** The scatter of mini-batch gradients around the full one, against batch size and against theory. */
export function gradientCloudFigure() {
  const state = {batch: 8, distance: 1};
  let each = gradientsPerExample(0, 0);
  let sigma = 1;
  let cloud = gradientCloud(each, {batchSize: state.batch});
  const field = plot(
    {x: {domain: [-6, 4], label: text.w}, y: {domain: [-4.5, 4.5], label: text.b}, height: 340, equal: true},
    drawField
  );
  const chart = plot(
    {
      x: {domain: [1, count], log: true, label: text.size},
      y: {domain: [0.05, 6], log: true, label: text.scatter},
      height: 340
    },
    drawChart
  );

  function* drawField(p: typeof field): Generator<Node> {
    const clip = clipOf(p);
    yield svg(
      "g",
      {"clip-path": clip},
      ...cloud.points.map(([w, b]) => dot([p.x(w), p.y(b)], 2.6, {fill: "var(--hue-rmsprop)", opacity: 0.55}))
    );
    yield arrow([p.x(0), p.y(0)], [p.x(cloud.mean[0]), p.y(cloud.mean[1])], {class: "arrow strong"});
    yield svg("circle", {
      class: "ring",
      cx: p.x(cloud.mean[0]),
      cy: p.y(cloud.mean[1]),
      r: Math.abs(p.x(cloud.measured) - p.x(0)),
      "clip-path": clip
    });
  }

  function* drawChart(p: typeof chart): Generator<Node> {
    const sizes = Array.from({length: 90}, (_, i) => (count - 1) ** (i / 89));
    const {bottom} = p.edges();
    yield curve(
      sizes.map((b) => [p.x(b), p.y(predictedNoise(sigma, b, count))] as const).filter(([, y]) => y <= bottom),
      {class: "curve"}
    );
    yield words([p.x(2.2), p.y(predictedNoise(sigma, 2.2, count)) - 10], "about σ/√B", {class: "curve-label"});
    if (cloud.measured > 1e-9) yield dot([p.x(state.batch), p.y(cloud.measured)], 6, {fill: "var(--hue-rmsprop)"});
  }

  function update() {
    each = gradientsPerExample(0.87 - 0.8 * state.distance, 0.6 * state.distance);
    sigma = spread(each).sigma;
    cloud = gradientCloud(each, {batchSize: state.batch});
    field.update();
    chart.update();
    const sentence =
      state.batch === count
        ? text.full
        : text.says(
            state.batch,
            short(cloud.measured),
            short(cloud.predicted),
            short(Math.hypot(...cloud.mean)),
            `1/${short(count / state.batch)}`
          );
    parts.say(sentence);
    field.describe(`${text.title}. ${sentence}`);
    chart.describe(sentence);
  }

  function set(next: Partial<typeof state>) {
    Object.assign(state, next);
    // The slider has some sizes only, and the words must agree with it.
    state.batch = SIZES[nearest(state.batch)];
    batch.set(nearest(state.batch));
    distance.set(state.distance);
    update();
  }

  const batch = slider(
    {
      label: text.batch,
      tex: "B",
      min: 0,
      max: SIZES.length - 1,
      step: 1,
      value: nearest(state.batch),
      format: (i) => String(SIZES[i])
    },
    (i) => set({batch: SIZES[i]})
  );
  const distance = slider(
    {label: text.at, min: 0, max: 2, step: 0.1, value: state.distance, format: (v) => short(v)},
    (value) => set({distance: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "gradient-cloud",
    body: [element("div", {class: "pair"}, field.node, chart.node), controls(batch.node, distance.node)]
  });
  update();
  return {
    node: parts.node,
    set,
    dispose() {
      for (const p of [field, chart, parts]) p.dispose();
    }
  };
}
