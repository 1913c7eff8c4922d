import type {Dataset} from "../../../lib/data/dataset.js";
import type {Model} from "../../../lib/nn/sequential.js";
import type {Optimizer} from "../../../lib/optim/rule.js";
import {fit} from "../../../lib/train/fit.js";
import {button} from "../../book/handle.js";
import {loop} from "../../book/loop.js";
import {element} from "../../element.js";
import {curve} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {controls} from "../controls.js";

const text = {
  train: "Train",
  pause: "Pause",
  again: "Start again",
  step: "step",
  loss: "loss",
  chart: (step: number, loss: string) => `Training loss after ${step} steps: ${loss}.`
};

/** News of a small training: a step's loss, or a score on examples that were held back. */
export interface News {
  readonly loss?: number;
  readonly score?: number;
}

export interface TrainingOptions {
  /** A fresh run. */
  begin(): AsyncIterator<News>;
  readonly steps: number;
  /** So that the reader can watch. */
  readonly stepsPerSecond: number;
  /** Draws whatever depends on the model: once at the start, then at most once a frame. */
  show(progress: Progress): void;
}

export interface Progress {
  readonly step: number;
  readonly loss: number | undefined;
  /** The latest score. */
  readonly score: number | undefined;
  readonly done: boolean;
}

/** Steps and epochs of `fit` as news. */
export async function* newsOf(
  model: Model,
  train: Dataset,
  test: Dataset,
  options: {optimizer: Optimizer; batchSize: number; epochs: number; seed?: number}
): AsyncGenerator<News> {
  for await (const event of fit(model, train, {...options, validation: test}))
    if (event.type === "step") yield {loss: event.loss};
    else if (event.type === "epoch") yield {score: event.validation?.accuracy};
}

/** Buttons and a loss curve for a training that runs in this page, a few steps a frame, while it can be seen. */
export function training({begin, steps, stepsPerSecond, show}: TrainingOptions) {
  let news = begin();
  let losses: number[] = [];
  let score: number | undefined;
  let done = false;
  let busy = false;
  let owed = 0;
  let generation = 0;

  const chart = plot(
    {x: {domain: [0, steps], label: text.step}, y: {domain: [0, 1], label: text.loss}, height: 170},
    function* (p) {
      yield curve(
        smooth(losses).map((v, i) => [p.x(i + 1), p.y(v)] as const),
        {class: "curve", style: "stroke: var(--hue-gradientDescent)"}
      );
    }
  );
  const play = button(text.train, () => (player.playing ? player.pause() : start()), "primary");
  const again = button(text.again, () => restart());
  const node = element("div", {class: "training"}, controls(play, again), chart.node);

  /** A step's loss is noisy; the curve is its running mean. */
  function smooth(values: readonly number[]): number[] {
    let mean = 0;
    return values.map((v, i) => {
      const weight = Math.max(0.12, 1 / (i + 1));
      mean += weight * (v - mean);
      return mean;
    });
  }

  async function advance(count: number) {
    const mine = generation;
    busy = true;
    for (let i = 0; i < count && !done; ) {
      const {value, done: over} = await news.next();
      if (mine !== generation) return;
      if (over) done = true;
      else if (value.loss !== undefined) {
        losses.push(value.loss);
        ++i;
      }
      if (value?.score !== undefined) score = value.score;
    }
    busy = false;
    render();
  }

  function render() {
    const loss = smooth(losses).at(-1);
    const top = Math.max(0.1, ...losses.slice(0, 12)) * 1.05;
    chart.axes({domain: [0, steps], label: text.step}, {domain: [0, top], label: text.loss});
    chart.describe(text.chart(losses.length, loss?.toFixed(2) ?? "–"));
    show({step: losses.length, loss, score, done});
  }

  function start() {
    if (done) restart();
    player.play();
  }

  function restart() {
    player.pause();
    generation++;
    news = begin();
    losses = [];
    score = undefined;
    done = busy = false;
    owed = 0;
    render();
  }

  const player = loop(
    node,
    (seconds) => {
      owed = Math.min(stepsPerSecond / 8, owed + seconds * stepsPerSecond);
      if (!busy && owed >= 1) {
        void advance(Math.floor(owed));
        owed %= 1;
      }
      return !done;
    },
    {onChange: (playing) => (play.textContent = playing ? text.pause : text.train)}
  );

  return {
    node,
    start,
    restart,
    /** Draws again, after the reader's own input has changed. */
    render,
    dispose() {
      generation++;
      player.dispose();
      chart.dispose();
    }
  };
}
