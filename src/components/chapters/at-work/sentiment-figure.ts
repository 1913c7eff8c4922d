import type {Model} from "../../../lib/nn/sequential.js";
import {gradientDescent} from "../../../lib/optim/gradient-descent.js";
import {figureFrame} from "../../book/figure.js";
import {element} from "../../element.js";
import {fixed} from "../../format.js";
import {
  bagOfWords,
  isKnown,
  pleasedBy,
  SENTIMENT,
  sentimentModel,
  strongestWords,
  weightOf,
  wordsOf
} from "./bag-of-words.js";
import {bars} from "./bars.js";
import {testSentences, trainSentences} from "./sentences.js";
import {type News, newsOf, type Progress, training} from "./training.js";

const text = {
  title: "Sentences: is the writer pleased?",
  caption:
    "The model knows nothing of grammar. Each word has one weight; the sentence's score is their sum. Below the sentence: what each word adds. Words that the training sentences do not have add nothing.",
  sentence: "Your sentence",
  example: "the coffee was cold but the cake was delicious",
  answer: "Is the writer pleased?",
  sides: ["displeased", "pleased"],
  strongest: "Strongest words so far",
  unknown: "unknown",
  says: (sentence: string, p: number) => `“${sentence}”: ${Math.round(100 * p)} % pleased.`,
  score: (score: number) => ` It is right about ${Math.round(100 * score)} % of the sentences that it was not shown.`
};

/** A bag of words learns sentiment; the reader types a sentence and sees what each word says. */
export function sentimentFigure() {
  let model: Model = sentimentModel();
  let last: Progress | undefined;
  const train = bagOfWords(trainSentences);
  const test = bagOfWords(testSentences);

  const input = element("input", {type: "text", value: text.example, maxLength: 140, spellcheck: false});
  const words = element("p", {class: "weighed"});
  const answer = bars(text.sides, text.answer);
  const strongest = element("dl", {class: "strongest"});
  input.addEventListener("input", () => draw());

  const span = (word: string, value: string, hue: string, strength: number) =>
    element(
      "span",
      {
        class: "word",
        style: `background: color-mix(in oklab, ${hue} ${Math.min(60, Math.round(strength))}%, transparent)`
      },
      word,
      element("small", {}, value)
    );
  const weighed = (word: string) => {
    const w = weightOf(model, word);
    return span(
      word,
      isKnown(word) ? fixed(w, 1) : text.unknown,
      w >= 0 ? "var(--positive)" : "var(--negative)",
      30 * Math.abs(w)
    );
  };

  function draw() {
    const sentence = input.value.trim();
    const p = pleasedBy(model, sentence);
    words.replaceChildren(...wordsOf(sentence).flatMap((word) => [weighed(word), " "]));
    answer.show([1 - p, p]);
    const {pleased, displeased} = strongestWords(model, 6);
    const shown = last && last.step > 0;
    strongest.replaceChildren(
      ...(
        [
          [text.sides[1], pleased],
          [text.sides[0], displeased]
        ] as const
      ).flatMap(([side, list]) => [
        element("dt", {}, side),
        element("dd", {}, ...(shown ? list.flatMap((word) => [weighed(word), " "]) : ["–"]))
      ])
    );
    parts.say(text.says(sentence, p) + (last?.score === undefined ? "" : text.score(last.score)));
  }

  async function* begin(): AsyncGenerator<News> {
    const fresh = sentimentModel();
    model = fresh;
    yield* newsOf(fresh, train, test, {
      optimizer: gradientDescent({learningRate: SENTIMENT.learningRate}),
      batchSize: SENTIMENT.batchSize,
      epochs: SENTIMENT.epochs
    });
  }

  const run = training({
    begin,
    steps: (SENTIMENT.epochs * train.count) / SENTIMENT.batchSize,
    stepsPerSecond: 60,
    show(progress) {
      if (progress.step === 0) model = sentimentModel();
      last = progress;
      draw();
    }
  });
  const parts = figureFrame({
    title: text.title,
    caption: text.caption,
    id: "sentiment",
    body: [element("label", {class: "sentence"}, text.sentence, input), words, answer.node],
    side: [run.node, element("p", {class: "side-title"}, text.strongest), strongest]
  });
  run.render();
  return {
    node: parts.node,
    train: run.start,
    /** Puts a sentence into the field. */
    say(sentence: string) {
      input.value = sentence;
      draw();
    },
    dispose() {
      run.dispose();
      parts.dispose();
    }
  };
}
