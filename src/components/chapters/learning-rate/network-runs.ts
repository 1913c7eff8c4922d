import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {fit} from "../../../lib/train/fit.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {slider} from "../../book/slider.js";
import {short} from "../../format.js";
import {spread} from "../../plot/labels.js";
import {curve, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {inSlices} from "../slices.js";
import {moonData, moonNetwork} from "./moon-network.js";

const text = {
  title: "The same behaviours on a network",
  caption:
    "A network of 2, 16 and 2 units on 400 points of two moons; every run has the same first weights and uses all the points for each step. What is above the plot runs along its upper edge.",
  alpha: "Learning rate",
  train: "Train with this α",
  clear: "Clear",
  x: "step",
  y: "loss",
  idle: "Choose a learning rate and train. Runs stay, so that you can compare them.",
  running: (alpha: string, step: number, loss: string) => `α = ${alpha}: step ${step}, loss ${loss}.`,
  done: (alpha: string, loss: string, runs: number) =>
    `α = ${alpha} ends at a loss of ${loss} after ${STEPS} steps. ${runs > 1 ? `${runs} runs are drawn.` : ""}`,
  lost: (alpha: string, step: number) => `α = ${alpha} overflowed at step ${step}.`
};

const STEPS = 150;
/** Height of a line of labels, in pixels. */
const LINE = 15;

interface Run {
  readonly alpha: number;
  readonly losses: number[];
}

/** Loss curves of one network under learning rates that the reader picks. */
export function networkRuns({alphas = [0.05]}: {alphas?: number[]} = {}) {
  const data = moonData();
  let runs: Run[] = [];
  let running = new AbortController();
  const picture = plot(
    {x: {domain: [0, STEPS], label: text.x}, y: {domain: [0, 1.2], label: text.y}, height: 320},
    draw
  );

  function* draw(p: typeof picture): Generator<Node> {
    const hue = hueVariable("gradientDescent");
    const {top, right, bottom} = p.edges();
    const ends: {x: number; y: number; label: string; anchor: string}[] = [];
    for (const [i, {alpha, losses}] of runs.entries()) {
      const newest = i === runs.length - 1;
      const points = losses.map((loss, step) => [p.x(step), Math.max(top - 6, p.y(loss))] as const);
      yield curve(points, {class: "curve", stroke: hue, opacity: newest ? 1 : 0.4});
      const end = points.at(-1);
      if (!end) continue;
      const anchor = end[0] > right - 80 ? "end" : "start";
      const [x, y] = [Math.min(right - 6, end[0] + 6), Math.max(top + 24, end[1] - 6)];
      ends.push({x, y, label: `α = ${short(alpha)}`, anchor});
    }
    for (const {x, y, label, anchor} of spread(ends, LINE, bottom - 4))
      yield words([x, y], label, {class: "curve-label", "text-anchor": anchor});
  }

  async function train(alpha: number): Promise<void> {
    running.abort();
    running = new AbortController();
    const {signal} = running;
    const run: Run = {alpha, losses: []};
    runs = [...runs.filter((r) => r.alpha !== alpha), run].slice(-6);
    const model = moonNetwork(1);
    let overflow: number | undefined;
    const steps = (async function* () {
      for await (const event of fit(model, data, {
        optimizer: gradientDescent({learningRate: alpha}),
        batchSize: data.count,
        epochs: STEPS
      })) {
        if (event.type === "diverged") overflow = event.step;
        if (event.type !== "step") continue;
        run.losses.push(event.loss);
        yield;
      }
    })();
    const show = () => {
      picture.update();
      parts.say(text.running(short(alpha), run.losses.length, short(run.losses.at(-1) ?? Number.NaN)));
    };
    if (!(await inSlices(steps, show, {signal}))) return;
    const sentence = overflow
      ? text.lost(short(alpha), overflow)
      : text.done(short(alpha), short(run.losses.at(-1) ?? Number.NaN), runs.length);
    parts.say(sentence);
    picture.describe(
      `${text.title}. ${runs.map((r) => `α = ${short(r.alpha)}: last loss ${short(r.losses.at(-1) ?? Number.NaN)}`).join("; ")}.`
    );
  }

  const alpha = slider(
    {
      label: text.alpha,
      tex: "\\alpha",
      min: 0.01,
      max: 100,
      step: 0.02,
      scale: "log",
      value: alphas[0],
      format: (v) => short(v)
    },
    () => undefined
  );
  const go = button(text.train, () => void train(alpha.value), "primary");
  const clear = button(text.clear, () => {
    running.abort();
    runs = [];
    picture.update();
    parts.say(text.idle);
  });
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "network-runs",
    body: [picture.node, controls(alpha.node, go, clear)]
  });
  parts.say(text.idle);
  picture.describe(`${text.title}. ${text.idle}`);
  picture.update();
  return {
    node: parts.node,
    /** Sets the slider, and trains. */
    train(value: number) {
      alpha.set(value);
      void train(value);
    },
    dispose() {
      running.abort();
      picture.dispose();
      parts.dispose();
    }
  };
}
