import {figureFrame} from "../../book/figure.js";
import {slider} from "../../book/slider.js";
import {element} from "../../element.js";
import {grouped, show} from "../../format.js";
import {curve, dot, words} from "../../plot/marks.js";
import {plot} from "../../plot/plot.js";
import {whenNear} from "../../when-near.js";
import {controls} from "../controls.js";
import {batches, fewestSteps} from "./batch-model.js";

const text = {
  title: "What a larger batch buys",
  caption:
    "The fewest steps to reach a twentieth of the first loss, on a quadratic whose gradient is noisy; each batch size has the learning rate that is best for it. Both scales are logarithmic. The thin line is perfect scaling: twice the batch, half the steps.",
  batch: "Batch size",
  noise: "Noise of one example",
  x: "examples in a batch",
  y: "steps",
  perfect: "half the steps",
  steps: "Steps",
  examples: "Examples seen",
  rate: "Best learning rate",
  says: (batch: string, steps: string, examples: string) =>
    `With ${batch} ${batch === "1" ? "example" : "examples"} a batch: ${steps} steps, ${examples} examples seen in all.`
};

/** Steps against batch size for stochastic gradient descent, from the exact expectation. */
export function batchFigure({noise: initial = 30, batch: at = 16} = {}) {
  let noise = initial;
  let batch = at;
  let found: ReturnType<typeof fewestSteps>[] | undefined;
  const best = () => (found ??= batches.map((b) => fewestSteps({batch: b, noise})));

  const picture = plot(
    {
      x: {domain: [1, batches[batches.length - 1]], log: true, label: text.x, format: grouped},
      y: {domain: [10, 1e5], log: true, label: text.y, format: grouped},
      height: 320,
      left: 60
    },
    function* (p) {
      const {bottom} = p.edges();
      const perfect = batches.map((b) => [p.x(b), p.y(best()[0].steps / b)] as const).filter(([, y]) => y < bottom);
      yield curve(perfect, {class: "curve thin", style: "stroke: var(--ink-faint)", "stroke-dasharray": "4 4"});
      const [x, y] = perfect[perfect.length - 1];
      yield words([x - 22, y + 4], text.perfect, {"text-anchor": "end"});
      const places = batches.map((b, i) => [p.x(b), p.y(best()[i].steps)] as const);
      yield curve(places, {class: "curve", style: "stroke: var(--hue-gradientDescent)"});
      for (const [i, place] of places.entries())
        yield dot(place, batches[i] === batch ? 8 : 3.5, {style: "fill: var(--hue-gradientDescent)"});
    }
  );
  const values = [text.steps, text.examples, text.rate].map((label) => {
    const value = element("dd");
    return {value, node: element("div", {}, element("dt", {}, label), value)};
  });
  const readout = element("dl", {class: "readout"}, ...values.map(({node}) => node));

  function draw() {
    picture.update();
    const {steps, learningRate} = best()[batches.indexOf(batch)];
    [grouped(steps), grouped(steps * batch), show(learningRate, 2)].forEach((words, i) => {
      values[i].value.textContent = words;
    });
    const sentence = text.says(grouped(batch), grouped(steps), grouped(steps * batch));
    parts.say(sentence);
    picture.describe(sentence);
  }

  const size = slider(
    {
      label: text.batch,
      min: 0,
      max: batches.length - 1,
      step: 1,
      value: batches.indexOf(batch),
      format: (i) => grouped(2 ** i)
    },
    (i) => {
      batch = batches[Math.round(i)];
      draw();
    }
  );
  const strength = slider(
    {label: text.noise, tex: "\\sigma^2", min: 1, max: 150, scale: "log", value: noise},
    (value) => {
      noise = value;
      found = undefined;
      draw();
    }
  );
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "batches",
    body: [picture.node, readout, controls(size.node, strength.node)]
  });
  const forget = whenNear(parts.node, draw);
  return {
    node: parts.node,
    set(next: number) {
      batch = next;
      size.set(batches.indexOf(next));
      draw();
    },
    dispose() {
      forget();
      picture.dispose();
      parts.dispose();
    }
  };
}
