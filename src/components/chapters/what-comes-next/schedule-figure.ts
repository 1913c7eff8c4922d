import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {loop} from "../../book/loop.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {show} from "../../format.js";
import {curve} from "../../plot/marks.js";
import {type Plot, plot} from "../../plot/plot.js";
import {controls} from "../controls.js";
import {courses, LOOK, type ScheduleRun, STEPS, scheduleRuns} from "./schedule-runs.js";

/** Highest loss that is drawn. */
const TOP = 0.8;

const text = {
  title: "One network, four schedules",
  caption: `The same network from the same start meets the same batches of four examples, once for each schedule. Above: the learning rate. Below: the loss on all the data; where it is above ${TOP} the curve runs along the upper edge.`,
  names: {constant: "constant", step: "steps", cosine: "cosine", warmUp: "warm-up and cosine"} as Record<
    string,
    string
  >,
  run: "Run",
  pause: "Pause",
  rate: "Learning rate at first",
  step: "step",
  alpha: "α",
  loss: "loss on all data",
  ready: "Four runs are ready to start.",
  says: (step: number, list: string) => `At step ${step} the loss is ${list}.`
};

/** The rate's axis is higher than the rate by this factor, so that its name stands above the curves. */
const ROOM = 1.3;

const hues: Record<string, string> = {
  constant: "var(--ink-muted)",
  step: "var(--class-2)",
  cosine: "var(--class-0)",
  warmUp: "var(--class-1)"
};
const names = Object.keys(courses);
const fresh = (): Record<string, ScheduleRun> =>
  Object.fromEntries(names.map((name) => [name, {rates: [], losses: []}]));

/** Learning-rate schedules at work, side by side. */
export function scheduleFigure() {
  let learningRate = 1.5;
  let seed = 0;
  let runs = fresh();
  let work: Generator<number> | undefined;

  const lines = (values: (run: ScheduleRun) => readonly number[], every: number, top: () => number) =>
    function* (p: Plot): Generator<Node> {
      for (const name of names)
        yield curve(
          values(runs[name]).map((v, i) => [p.x(i * every), p.y(Math.min(v, top()))] as const),
          {class: "curve", style: `stroke: ${hues[name]}`}
        );
    };
  const rates = plot(
    {x: {domain: [0, STEPS], label: ""}, y: {domain: [0, learningRate * ROOM], label: text.alpha}, height: 150},
    lines(
      (run) => run.rates,
      1,
      () => learningRate
    )
  );
  const losses = plot(
    {x: {domain: [0, STEPS], label: text.step}, y: {domain: [0, TOP], label: text.loss}, height: 260},
    lines(
      (run) => run.losses,
      LOOK,
      () => TOP
    )
  );
  const legend = element(
    "ul",
    {class: "legend"},
    ...names.map((name) => element("li", {style: `--hue: ${hues[name]}`}, element("i"), text.names[name]))
  );

  function draw() {
    rates.axes({domain: [0, STEPS], label: ""}, {domain: [0, learningRate * ROOM], label: text.alpha});
    losses.update();
    const step = runs.constant.rates.length - 1;
    const list = names.map((name) => `${show(runs[name].losses.at(-1) ?? 0, 2)} (${text.names[name]})`).join(", ");
    const sentence = step > 0 ? text.says(step, list) : text.ready;
    parts.say(sentence);
    rates.describe(`${text.alpha}. ${sentence}`);
    losses.describe(`${text.loss}. ${sentence}`);
  }

  function start() {
    runs = fresh();
    work = scheduleRuns(runs, {learningRate, seed: ++seed});
    player.play();
  }

  const run = button(text.run, () => (player.playing ? player.pause() : work ? player.play() : start()), "primary");
  const rate = slider(
    {label: text.rate, tex: "\\alpha_0", min: 0.02, max: 4, scale: "log", value: learningRate},
    (value) => {
      learningRate = value;
      start();
    }
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "schedules",
    body: [rates.node, losses.node, legend, controls(run, rate.node)]
  });
  const player = loop(
    parts.node,
    () => {
      const end = performance.now() + 6;
      let more = true;
      // Slow enough to be watched on a fast machine.
      for (let i = 0; i < 6 && more && performance.now() < end; ++i) more = !work?.next().done;
      if (!more) work = undefined;
      draw();
      return more;
    },
    {onChange: (playing) => (run.textContent = playing ? text.pause : text.run)}
  );
  draw();
  return {
    node: parts.node,
    /** Runs again with another rate. */
    set(value: number) {
      learningRate = value;
      rate.set(value);
      start();
    },
    dispose() {
      player.dispose();
      for (const p of [rates, losses, parts]) p.dispose();
    }
  };
}
