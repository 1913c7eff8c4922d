import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {momentum} from "../../../lib/optim/momentum.js";
import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {short} from "../../format.js";
import {curve, dot, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {svg} from "../../svg.js";
import {hueVariable} from "../../theme.js";
import {whenNear} from "../../when-near.js";
import {controls} from "../controls.js";
import {inSlices} from "../slices.js";
import {rolling, wellsAt} from "./wells.js";

const text = {
  title: "Does momentum get out of a dip?",
  caption:
    "The curve is a loss with several dips. Each strip below it shows, for every start on the line, how deep the place is where the ball ends: the stronger the colour, the deeper. The large dot is your start; a ball of each strip’s colour lies where it came to after 600 steps.",
  beta: "Momentum",
  depth: "Depth of the dips",
  start: "Start",
  x: "θ",
  y: "J(θ)",
  plain: "gradient descent",
  ball: (beta: string) => `heavy ball, β = ${beta}`,
  says: (plain: string, ball: string, plainLoss: string, ballLoss: string, share: string, plainShare: string) =>
    `From your start gradient descent ends at θ = ${plain} (loss ${plainLoss}) and the heavy ball at ${ball} (loss ${ballLoss}). Of all starts on the line, ${plainShare} % reach the deepest dip with gradient descent and ${share} % with the heavy ball.`
};

/** Ends of the line. The outermost dips lie inside, so that every ball can be seen. */
const LINE = [-7, 7] as const;
const STARTS = Array.from({length: 127}, (_, i) => LINE[0] + i / 9);
const STEPS = 600;
const ALPHA = 0.05;

export interface WellsState {
  beta: number;
  depth: number;
  start: number;
}

/** A line of dips: where balls with and without momentum come to rest, from one start and from all of them. */
export function wellsFigure(initial: Partial<WellsState> = {}) {
  const state: WellsState = {beta: 0.95, depth: 0.2, start: -4.6, ...initial};
  let running = new AbortController();
  let ends = {plain: STARTS, ball: STARTS};
  let own = {plain: 0, ball: 0, path: [] as number[]};
  const loss = (theta: readonly number[]) => wellsAt(state.depth, theta);
  const line = Array.from({length: 337}, (_, i) => LINE[0] + i / 24);
  const picture = plot({x: {domain: LINE, label: text.x}, y: {domain: [-0.9, 2.3], label: text.y}, height: 270}, draw);
  const strips = plot(
    {x: {domain: LINE, label: "", ticks: []}, y: {domain: [0, 2], label: "", ticks: []}, height: 120},
    drawStrips
  );
  strips.describe(text.title);

  function* draw(p: typeof picture): Generator<Node> {
    const heights = loss(line);
    const at = (theta: number) => [p.x(theta), p.y(loss([theta])[0])] as const;
    yield curve(
      line.map((theta, i) => [p.x(theta), p.y(heights[i])] as const),
      {class: "curve", "stroke-opacity": 0.6}
    );
    const path = loss(own.path);
    yield curve(
      own.path.map((theta, i) => [p.x(theta), p.y(path[i]) - 5] as const),
      {class: "curve thin", stroke: hueVariable("momentum"), "stroke-opacity": 0.5}
    );
    yield dot(at(own.plain), 7, {fill: hueVariable("gradientDescent")});
    yield dot(at(own.ball), 7, {fill: hueVariable("momentum")});
    yield dot(at(state.start), 8, {class: "grab", fill: "var(--ink)"});
  }

  function* drawStrips(p: typeof picture): Generator<Node> {
    const {top, bottom} = p.edges();
    const tall = (bottom - top) / 2 - 22;
    const half = (p.x(STARTS[1]) - p.x(STARTS[0])) / 2;
    const low = Math.min(...loss(line));
    for (const [row, [end, label, hue]] of (
      [
        [ends.plain, text.plain, "gradientDescent"],
        [ends.ball, text.ball(short(state.beta)), "momentum"]
      ] as const
    ).entries()) {
      const y = top + row * (tall + 28) + 16;
      yield words([p.x(LINE[0]), y - 5], label, {class: "curve-label", fill: hueVariable(hue)});
      const depths = loss(end);
      for (const [i, start] of STARTS.entries()) {
        const share = Math.max(12, Math.round(100 * Math.max(0, 1 - (depths[i] - low) / 0.8)));
        yield svg("rect", {
          x: p.x(start) - half,
          width: 2 * half + 0.5,
          y,
          height: tall,
          fill: `color-mix(in oklab, ${hueVariable(hue)} ${share}%, var(--paper))`
        });
      }
    }
  }

  async function update() {
    running.abort();
    running = new AbortController();
    const {beta, depth, start} = state;
    const starts = [...STARTS, start];
    const optimizers = {plain: gradientDescent({learningRate: ALPHA}), ball: momentum({learningRate: ALPHA, beta})};
    const last = {plain: starts, ball: starts};
    const path: number[] = [];
    const work = (function* () {
      for (const which of ["plain", "ball"] as const)
        for (const {step, theta} of rolling(optimizers[which], {depth, starts, steps: STEPS})) {
          last[which] = Array.from(theta);
          if (which === "ball" && step < 160) path.push(theta[starts.length - 1]);
          yield;
        }
    })();
    if (!(await inSlices(work, () => undefined, {signal: running.signal}))) return;
    ends = {plain: last.plain.slice(0, -1), ball: last.ball.slice(0, -1)};
    own = {plain: last.plain[starts.length - 1], ball: last.ball[starts.length - 1], path};
    tell();
  }

  function tell() {
    const {beta, start} = state;
    picture.update();
    strips.update();
    const lowest = Math.min(...loss(line));
    const share = (end: number[]) =>
      String(Math.round((100 * loss(end).filter((v) => v < lowest + 0.02).length) / STARTS.length));
    const [a, b] = loss([own.plain, own.ball]);
    const sentence = text.says(
      short(own.plain),
      short(own.ball),
      short(a, 2),
      short(b, 2),
      share(ends.ball),
      share(ends.plain)
    );
    parts.say(sentence);
    picture.describe(`${text.title} β = ${short(beta)}, start ${short(start)}. ${sentence}`);
    strips.describe(sentence);
  }

  function set(next: Partial<WellsState>) {
    Object.assign(state, next);
    beta.set(state.beta);
    depth.set(state.depth);
    start.set(state.start);
    picture.update();
    void update();
  }

  const beta = slider(
    {label: text.beta, tex: "\\beta", min: 0, max: 0.99, step: 0.01, value: state.beta, format: (v) => short(v)},
    (value) => set({beta: value})
  );
  const depth = slider(
    {label: text.depth, min: 0.1, max: 0.8, step: 0.02, value: state.depth, format: (v) => short(v)},
    (value) => set({depth: value})
  );
  const start = slider(
    {
      label: text.start,
      tex: "\\theta_0",
      min: LINE[0],
      max: LINE[1],
      step: 0.1,
      value: state.start,
      format: (v) => short(v)
    },
    (value) => set({start: value})
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "wells",
    body: [picture.node, strips.node, controls(beta.node, depth.node, start.node)]
  });
  const forget = whenNear(parts.node, () => void update());
  return {
    node: parts.node,
    set,
    dispose() {
      running.abort();
      forget();
      for (const p of [picture, strips, parts]) p.dispose();
    }
  };
}
