import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {slider} from "../../book/slider.js";
import {short} from "../../format.js";
import {curve, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {svg} from "../../svg.js";
import {hueVariable} from "../../theme.js";
import {controls} from "../controls.js";
import {flatLoss, sharpness} from "../sharpness.js";
import {inSlices} from "../slices.js";
import {moonData, moonNetwork} from "./moon-network.js";
import {type RangePoint, rangeTest, readRangeTest} from "./range-test.js";

const text = {
  title: "The range test, live",
  caption:
    "A network of 2, 16 and 2 units on 400 points of two moons, trained by gradient descent with batches of 32. The thin line is the loss of each batch, the thick one its running mean.",
  run: "Run the range test",
  again: "Run it again",
  x: "learning rate α of the step",
  y: "loss",
  steepest: "steepest",
  lowest: "lowest",
  sharp: "2/λmax at the start",
  threshold: "Seed of the weights",
  idle: "Press the button: one short training, whose learning rate grows with every step. The whole test takes about a second.",
  running: (alpha: string, loss: string) => `Running: α = ${alpha}, loss ${loss}.`,
  done: (steepest: string, lowest: string, bound: string) =>
    `The loss falls fastest near α = ${steepest} and is lowest at ${lowest}, where it is about to break. Choose from the falling part, well to the left of the lowest point. The curvature of the fresh network alone gives the bound 2/λmax = ${bound}.`
};

const FROM = 1e-3;
const TO = 100;

/** Trains a small network with a growing learning rate in front of the reader, and reads the curve. */
export function rangeTestFigure({seed = 1}: {seed?: number} = {}) {
  const data = moonData();
  let current = seed;
  let points: RangePoint[] = [];
  let bound: number | undefined;
  let running: AbortController | undefined;
  let finished = false;
  const picture = plot(
    {
      x: {domain: [FROM, TO], log: true, label: text.x, format: (v) => String(v)},
      y: {domain: [0, 1.5], label: text.y},
      height: 340
    },
    draw
  );

  function* draw(p: typeof picture): Generator<Node> {
    const {top, bottom} = p.edges();
    const clip = (loss: number) => Math.max(top - 8, p.y(loss));
    const hue = hueVariable("gradientDescent");
    yield curve(
      points.map(({alpha, loss}) => [p.x(alpha), clip(loss)] as const),
      {stroke: hue, "stroke-opacity": 0.35}
    );
    yield curve(
      points.map(({alpha, smooth}) => [p.x(alpha), clip(smooth)] as const),
      {class: "curve", stroke: hue}
    );
    const read = finished ? readRangeTest(points) : undefined;
    const colours = {good: "var(--good)", bad: "var(--bad)", bound: "var(--ink)"};
    const at = (
      alpha: number,
      label: string,
      level: number,
      kind: keyof typeof colours,
      side: "start" | "end" = "end"
    ) => [
      svg("line", {x1: p.x(alpha), x2: p.x(alpha), y1: top + level, y2: bottom, class: `marker ${kind}`}),
      words([p.x(alpha) + (side === "start" ? 5 : -5), top + level + 10], label, {
        class: "curve-label",
        fill: colours[kind],
        "text-anchor": side
      })
    ];
    const sharp = bound && Number.isFinite(bound) ? Math.min(TO, 2 / bound) : undefined;
    if (read) {
      yield* at(read.steepest, text.steepest, 24, "good");
      // On the side where the bound's line does not stand.
      yield* at(read.lowest, text.lowest, 46, "bad", sharp !== undefined && sharp < read.lowest ? "start" : "end");
    }
    if (sharp !== undefined) yield* at(sharp, text.sharp, 2, "bound");
  }

  async function start() {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    points = [];
    bound = undefined;
    finished = false;
    go.textContent = text.again;
    const model = moonNetwork(current);
    const curvature = sharpness(flatLoss(model, data), model.parameters, {iterations: 16});
    let estimate = 0;
    const measure = (function* () {
      for (estimate of curvature) yield;
    })();
    if (!(await inSlices(measure, () => undefined, {signal: mine.signal}))) return;
    bound = estimate;
    const steps = rangeTest(moonNetwork(current), data, {from: FROM, to: TO, steps: 180, seed: current});
    const collect = (async function* () {
      for await (const point of steps) {
        points.push(point);
        yield;
      }
    })();
    const show = () => {
      const last = points.at(-1);
      if (last) parts.say(text.running(short(last.alpha), short(last.smooth)));
      picture.update();
    };
    if (!(await inSlices(collect, show, {signal: mine.signal}))) return;
    finished = true;
    const read = readRangeTest(points);
    picture.update();
    if (!read) return;
    const sentence = text.done(short(read.steepest, 2), short(read.lowest, 2), short(2 / estimate, 2));
    parts.say(sentence);
    picture.describe(`${text.title}. ${sentence}`);
  }

  const go = button(text.run, () => void start(), "primary");
  const seeds = slider(
    {
      label: text.threshold,
      min: 1,
      max: 20,
      step: 1,
      value: seed
    },
    (value) => (current = value)
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "range-test",
    body: [picture.node, controls(go, seeds.node)]
  });
  parts.say(text.idle);
  picture.describe(`${text.title}. ${text.idle}`);
  picture.update();
  return {
    node: parts.node,
    run: start,
    dispose() {
      running?.abort();
      picture.dispose();
      parts.dispose();
    }
  };
}
