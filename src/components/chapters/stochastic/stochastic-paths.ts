import {lossAt} from "../../../lib/surfaces/evaluate.js";
import {choice} from "../../book/choice.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {grouped, short} from "../../format.js";
import {clipOf} from "../../plot/clip.js";
import {contourLayer} from "../../plot/contours.js";
import {draggable, steerable} from "../../plot/drag.js";
import {curve, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {minimumMark, trail} from "../../plot/trail.js";
import {whenNear} from "../../when-near.js";
import {controls} from "../controls.js";
import {inSlices} from "../slices.js";
import {bestFit, count, penguinLoss} from "./penguin-loss.js";
import {stochasticRun, type Visited} from "./stochastic-run.js";

const text = {
  title: `One line through ${count} penguins, learned three ways`,
  caption:
    "The map: the loss over slope $w$ and intercept $b$ of mass ≈ $w\\,\\cdot$ flipper $+\\,b$ (both standardised), with the paths. The curves: how far the loss still is above its minimum. Every run starts at the same place and passes over the data the same number of times.",
  w: "slope w",
  b: "intercept b",
  excess: "loss above the minimum",
  perStep: "updates",
  perExample: "penguins looked at",
  axis: "Count",
  batch: "Your batch size",
  alpha: "Learning rate",
  again: "Shuffle again",
  full: (n: number) => `all ${n}`,
  one: "one at a time",
  yours: (n: number) => `batches of ${n}`,
  says: (epochs: number, rows: string) => `After ${epochs} passes over the data: ${rows}.`,
  row: (name: string, steps: number, excess: string) =>
    `${name} made ${grouped(steps)} ${steps === 1 ? "update" : "updates"} and is ${excess} above the minimum`,
  lost: (name: string) => `${name} has diverged`
};

const EPOCHS = 3;
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, count];

interface Track {
  readonly batchSize: number;
  readonly hue: string;
  path: Visited[];
  excess: number[];
}

/** Full batch, single penguins, and the reader's batch size in between: paths on the loss, and the loss against cost. */
export function stochasticPaths() {
  const state = {
    batch: 5,
    alpha: 0.05,
    seed: 1,
    axis: "examples" as "examples" | "step",
    start: [-0.6, 1.1] as [number, number]
  };
  const hues = {full: "var(--hue-gradientDescent)", one: "var(--hue-momentum)", yours: "var(--hue-rmsprop)"};
  let tracks: Track[] = [];
  let running = new AbortController();
  let background: SVGGElement | undefined;
  let drawnFor = "";
  const [bestW, bestB] = bestFit();
  const lowest = lossAt(penguinLoss, bestW, bestB);
  const plane = plot(
    {
      x: {domain: penguinLoss.domain.x, label: text.w},
      y: {domain: penguinLoss.domain.y, label: text.b},
      height: 380,
      equal: true
    },
    drawPlane
  );
  const chart = plot({...chartAxes(), height: 380}, drawChart);

  function chartAxes() {
    const byExample = state.axis === "examples";
    const x = byExample
      ? {domain: [0, EPOCHS * count] as const, label: text.perExample}
      : {
          domain: [1, EPOCHS * count] as const,
          log: true,
          label: text.perStep,
          format: grouped
        };
    return {x, y: {domain: [1e-4, 40] as const, log: true, label: text.excess}};
  }

  const nameOf = ({batchSize, hue}: Track) =>
    hue === hues.yours ? text.yours(batchSize) : batchSize === 1 ? text.one : text.full(count);

  function* drawPlane(p: typeof plane): Generator<Node> {
    const key = JSON.stringify([p.domain(), p.edges()]);
    if (!background || key !== drawnFor)
      [background, drawnFor] = [contourLayer(penguinLoss, p, {power: 1.6, columns: 60}), key];
    yield background;
    yield minimumMark(p, [bestW, bestB]);
    for (const track of tracks)
      yield trail(
        p,
        track.path.map(({theta}) => theta),
        {hue: track.hue, dots: track.batchSize > 40 ? 2.5 : 0, opacity: track.batchSize === 1 ? 0.7 : 1}
      );
    yield trail(p, [state.start], {hue: "var(--ink)", dots: 7});
  }

  function* drawChart(p: typeof chart): Generator<Node> {
    const {bottom, right} = p.edges();
    for (const [i, track] of tracks.entries()) {
      const height = (k: number) => Math.min(bottom, p.y(Math.max(1e-9, track.excess[k])));
      // A logarithmic axis has no place for the start, at 0 updates.
      const points = track.path.flatMap((v, k) =>
        state.axis === "examples"
          ? [[p.x(v.examples), height(k)] as const]
          : v.step
            ? [[p.x(v.step), height(k)] as const]
            : []
      );
      yield curve(points, {
        class: "curve thin",
        stroke: track.hue,
        "stroke-opacity": track.batchSize === 1 ? 0.6 : 1,
        "clip-path": clipOf(p)
      });
      yield words([right - 4, p.edges().top + 16 + 17 * i], nameOf(track), {
        "text-anchor": "end",
        class: "curve-label halo",
        fill: track.hue
      });
    }
  }

  function tell() {
    const rows = tracks.map((t) => {
      const excess = t.excess.at(-1) ?? Number.NaN;
      return Number.isFinite(excess)
        ? text.row(nameOf(t), t.path.at(-1)?.step ?? 0, short(excess, 2))
        : text.lost(nameOf(t));
    });
    const sentence = text.says(EPOCHS, rows.join("; "));
    parts.say(sentence);
    plane.describe(`${text.title}. ${sentence}`);
    chart.describe(`${text.excess}. ${sentence}`);
  }

  async function run() {
    running.abort();
    running = new AbortController();
    const make = (batchSize: number, hue: string): Track => ({batchSize, hue, path: [], excess: []});
    tracks = [make(count, hues.full), make(1, hues.one), make(SIZES[state.batch], hues.yours)];
    const mine = tracks;
    const work = (function* () {
      for (const track of mine)
        for (const visited of stochasticRun({
          batchSize: track.batchSize,
          learningRate: state.alpha,
          epochs: EPOCHS,
          start: state.start,
          seed: state.seed
        })) {
          track.path.push(visited);
          track.excess.push(lossAt(penguinLoss, ...visited.theta) - lowest);
          yield;
        }
    })();
    const draw = () => {
      plane.update();
      chart.update();
    };
    if (await inSlices(work, draw, {signal: running.signal})) tell();
  }

  function set(next: {
    batch?: number;
    alpha?: number;
    seed?: number;
    axis?: "examples" | "step";
    start?: [number, number];
  }) {
    const {batch: size, ...rest} = next;
    if (size !== undefined)
      state.batch = SIZES.reduce((best, s, i) => (Math.abs(s - size) < Math.abs(SIZES[best] - size) ? i : best), 0);
    Object.assign(state, rest);
    batch.set(state.batch);
    alpha.set(state.alpha);
    axis.set(state.axis);
    if (next.axis) chart.axes(chartAxes().x, chartAxes().y);
    if (Object.keys(next).some((key) => key !== "axis")) void run();
  }

  const batch = slider(
    {
      label: text.batch,
      tex: "B",
      min: 0,
      max: SIZES.length - 1,
      step: 1,
      value: state.batch,
      format: (i) => String(SIZES[i])
    },
    (i) => set({batch: SIZES[i]})
  );
  const alpha = slider(
    {
      label: text.alpha,
      tex: "\\alpha",
      min: 0.002,
      max: 1.2,
      scale: "log",
      step: 0.02,
      value: state.alpha,
      format: (v) => short(v, 2)
    },
    (value) => set({alpha: value})
  );
  const axis = choice<"examples" | "step">(
    {
      label: text.axis,
      choices: [
        ["examples", text.perExample],
        ["step", text.perStep]
      ],
      value: state.axis
    },
    (value) => set({axis: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "stochastic-paths",
    body: [
      element("div", {class: "pair"}, plane.node, chart.node),
      controls(batch.node, alpha.node),
      controls(
        axis.node,
        button(text.again, () => set({seed: state.seed + 1}))
      )
    ]
  });
  const undrag = draggable(
    plane,
    () => state.start,
    (to) => set({start: to})
  );
  steerable(
    plane.picture,
    plane,
    () => state.start,
    (to) => set({start: to})
  );
  const forget = whenNear(parts.node, () => void run());
  return {
    node: parts.node,
    set,
    dispose() {
      forget();
      running.abort();
      undrag();
      for (const p of [plane, chart, parts]) p.dispose();
    }
  };
}
