import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {loop} from "../../book/loop.js";
import {slider} from "../../book/slider.js";
import {show} from "../../format.js";
import {curve, dot, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {controls} from "../controls.js";
import {type EdgePoint, edgeRun} from "./edge-run.js";

const text = {
  title: "How sharp does it get?",
  caption:
    "A small network learns two moons by gradient descent on all of the data. Dots: the sharpness, the largest curvature of the loss where the network stands. The dashed line is the bound 2/α, above which a parabola would throw the ball out.",
  run: "Run",
  pause: "Pause",
  rate: "Learning rate",
  step: "step",
  sharpness: "sharpness",
  loss: "loss",
  bound: "2/α",
  ready: "Set a learning rate and run.",
  says: (step: number, sharpness: string, bound: string, loss: string) =>
    `Step ${step}: sharpness ${sharpness}, bound ${bound}, loss ${loss}.`,
  over: "The loss overflowed: from the first step this learning rate was far beyond the bound."
};

export const EDGE_STEPS = 600;

/** Sharpness against its bound while a network trains: progressive sharpening, then the edge of stability. */
export function edgeFigure() {
  let learningRate = 0.2;
  let points: EdgePoint[] = [];
  let work: Generator<EdgePoint | undefined> | undefined;
  let overflowed = false;

  const top = () => Math.max(30, 2.6 / learningRate);
  const curvature = plot(
    {x: {domain: [0, EDGE_STEPS], label: text.step}, y: {domain: [0, 30], label: text.sharpness}, height: 270},
    function* (p) {
      const {left, right} = p.edges();
      const y = p.y(2 / learningRate);
      yield curve(
        [
          [left, y],
          [right, y]
        ],
        {class: "curve", style: "stroke: var(--bad)", "stroke-dasharray": "6 5"}
      );
      yield words([p.x(60), y - 7], text.bound, {class: "curve-label halo"});
      const measured = points.filter((point) => point.sharpness !== undefined);
      const places = measured.map((m) => [p.x(m.step), p.y(Math.min(top(), m.sharpness ?? 0))] as const);
      yield curve(places, {class: "curve thin", style: "stroke: var(--ink-muted)"});
      for (const place of places) yield dot(place, 3, {fill: "var(--ink)"});
    }
  );
  const losses = plot(
    {x: {domain: [0, EDGE_STEPS], label: text.step}, y: {domain: [0.01, 5], log: true, label: text.loss}, height: 150},
    function* (p) {
      yield curve(
        points.map(({step, loss}) => [p.x(step), p.y(Math.min(5, Math.max(0.01, loss)))] as const),
        {class: "curve", style: "stroke: var(--hue-gradientDescent)"}
      );
    }
  );

  function draw() {
    curvature.axes({domain: [0, EDGE_STEPS], label: text.step}, {domain: [0, top()], label: text.sharpness});
    losses.update();
    const measured = points.findLast((point) => point.sharpness !== undefined);
    const sentence = overflowed
      ? text.over
      : measured
        ? text.says(
            points.at(-1)?.step ?? 0,
            show(measured.sharpness ?? 0, 3),
            show(2 / learningRate, 3),
            show(points.at(-1)?.loss ?? 0, 2)
          )
        : text.ready;
    parts.say(sentence, overflowed ? "error" : "");
    curvature.describe(sentence);
    losses.describe(sentence);
  }

  function start() {
    points = [];
    overflowed = false;
    work = edgeRun({learningRate, steps: EDGE_STEPS});
    player.play();
  }

  const run = button(text.run, () => (player.playing ? player.pause() : work ? player.play() : start()), "primary");
  const rate = slider(
    {label: text.rate, tex: "\\alpha", min: 0.03, max: 1, scale: "log", value: learningRate},
    (value) => {
      learningRate = value;
      start();
    }
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "edge",
    body: [curvature.node, losses.node, controls(run, rate.node)]
  });
  const player = loop(
    parts.node,
    () => {
      const end = performance.now() + 9;
      let more = true;
      while (more && performance.now() < end) {
        const next = work?.next();
        if (!next || next.done) more = false;
        else if (next.value) points.push(next.value);
      }
      const last = points.at(-1);
      overflowed = !more && last !== undefined && last.step < EDGE_STEPS;
      if (!more) work = undefined;
      draw();
      return more;
    },
    {onChange: (playing) => (run.textContent = playing ? text.pause : text.run)}
  );
  draw();
  return {
    node: parts.node,
    set(value: number) {
      learningRate = value;
      rate.set(value);
      start();
    },
    dispose() {
      player.dispose();
      for (const p of [curvature, losses, parts]) p.dispose();
    }
  };
}
