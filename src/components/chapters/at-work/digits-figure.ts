import type {Dataset} from "../../../lib/data/dataset.js";
import {normalizeDigit} from "../../../lib/data/digit.js";
import {syntheticDigits} from "../../../lib/data/synthetic.js";
import type {Model} from "../../../lib/nn/sequential.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {figureFrame} from "../../book/figure.js";
import {button} from "../../book/handle.js";
import {element} from "../../element.js";
import {digitCanvas} from "../../mnist/digit-canvas.js";
import {signedRamp, watchScheme} from "../../theme.js";
import {controls} from "../controls.js";
import {bars} from "./bars.js";
import {BATCH, digitModel, EPOCHS, LEARNING_RATE, TEST, TRAIN} from "./digits.js";
import {type News, newsOf, type Progress, training} from "./training.js";

const text = {
  title: "Pictures: which digit is it?",
  caption:
    "Ten pictures of weights, one for each digit, before and while they learn. Blue pixels speak for the digit, orange ones against it. The digits are drawn by a program of ours, so that nothing has to be loaded.",
  weights: "Weights of the ten digits, as pictures",
  draw: "Draw a digit, or let one be shown",
  erase: "Erase",
  test: "Show one it has not seen",
  answer: "Probability of each digit",
  fresh: "Not trained yet: every digit is equally likely.",
  says: (step: number, score: string) => `At step ${step} it reads ${score} of the digits that it was not shown.`,
  most: "some",
  percent: (score: number) => `${Math.round(100 * score)} %`
};

const SIDE = 28;

/** Softmax regression on drawn digits, whose weights are pictures; the reader draws one to test it. */
export function digitsFigure() {
  let model: Model = digitModel();
  let data: {train: Dataset; test: Dataset} | undefined;
  let image: Uint8Array | undefined;
  let shown = 0;

  const pictures = Array.from({length: 10}, (_, digit) => {
    const canvas = element("canvas", {width: SIDE, height: SIDE, "aria-hidden": "true"});
    return {canvas, node: element("div", {}, canvas, element("b", {}, String(digit)))};
  });
  const sheet = element(
    "div",
    {class: "templates", role: "img", "aria-label": text.weights},
    ...pictures.map(({node}) => node)
  );
  const pad = digitCanvas((ink) => {
    image = normalizeDigit(ink);
    ask();
  });
  pad.node.setAttribute("aria-label", text.draw);
  const erase = button(text.erase, () => {
    pad.clear();
    image = undefined;
    ask();
  });
  const test = button(text.test, async () => {
    const {test: unseen} = await digits();
    const i = (shown++ * 37) % unseen.count;
    image = (unseen.inputs as Uint8Array).subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
    pad.show(image);
    ask();
  });
  const answer = bars(
    pictures.map((_, i) => String(i)),
    text.answer
  );

  answer.node.classList.add("short");

  function ask() {
    const inked = image?.some((v) => v > 0);
    answer.show(inked && image ? model.predict(image, {scale: 1 / 255, probabilities: true}).data : undefined);
  }

  /** Drawn when first needed, a few at a time, so that the page stays quick. */
  async function digits() {
    if (!data) {
      const pause = () => new Promise((resume) => setTimeout(resume));
      const parts: Dataset[] = [];
      for (let i = 0; i < TRAIN / 100; ++i) {
        parts.push(syntheticDigits(100, {seed: 100 + i}));
        await pause();
      }
      data = {train: joined(parts), test: syntheticDigits(TEST, {seed: 7})};
    }
    return data;
  }

  async function* begin(): AsyncGenerator<News> {
    const fresh = digitModel();
    model = fresh;
    const {train, test} = await digits();
    yield* newsOf(fresh, train, test, {
      optimizer: gradientDescent({learningRate: LEARNING_RATE}),
      batchSize: BATCH,
      epochs: EPOCHS
    });
  }

  function paint() {
    const ramp = signedRamp(sheet.isConnected ? sheet : undefined);
    let largest = 1e-9;
    for (const v of model.parameters) largest = Math.max(largest, Math.abs(v));
    pictures.forEach(({canvas}, digit) => {
      const context = canvas.getContext("2d")!;
      const pixels = context.createImageData(SIDE, SIDE);
      for (let i = 0; i < SIDE * SIDE; ++i) {
        const [r, g, b] = ramp(0.5 + (0.5 * model.parameters[10 * i + digit]) / largest);
        pixels.data.set([r, g, b, 255], 4 * i);
      }
      context.putImageData(pixels, 0, 0);
    });
  }

  function show({step, score}: Progress) {
    if (step === 0) model = digitModel();
    paint();
    ask();
    const sentence = step ? text.says(step, score === undefined ? text.most : text.percent(score)) : text.fresh;
    parts.say(sentence);
    sheet.setAttribute("aria-label", `${text.weights}. ${sentence}`);
  }

  const run = training({
    begin,
    steps: (EPOCHS * TRAIN) / BATCH,
    stepsPerSecond: 40,
    show: (progress) => show(progress)
  });
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "digits",
    body: [sheet, run.node],
    side: [pad.node, controls(erase, test), answer.node]
  });
  const unwatch = watchScheme(paint);
  run.render();
  return {
    node: parts.node,
    train: run.start,
    dispose() {
      unwatch();
      run.dispose();
      pad.dispose();
      parts.dispose();
    }
  };
}

function joined(parts: readonly Dataset[]): Dataset {
  const [first] = parts;
  const inputs = new Uint8Array(parts.reduce((n, p) => n + p.inputs.length, 0));
  const labels = new Uint8Array(parts.reduce((n, p) => n + p.count, 0));
  let count = 0;
  for (const part of parts) {
    inputs.set(part.inputs, count * SIDE * SIDE);
    labels.set(part.labels, count);
    count += part.count;
  }
  return {...first, inputs, labels, count};
}
