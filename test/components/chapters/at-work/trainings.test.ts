import {expect, test} from "vitest";
import {gradientDescent} from "../../../../lib/optim/index.js";
import {evaluate, fit} from "../../../../lib/train/index.js";
import {
  bagOfWords,
  countsOf,
  isKnown,
  pleasedBy,
  sentimentModel,
  strongestWords,
  vocabulary,
  weightOf,
  wordsOf
} from "../../../../src/components/chapters/at-work/bag-of-words.js";
import {factorisation} from "../../../../src/components/chapters/at-work/factorisation.js";
import {films, inventRatings, people, YOU} from "../../../../src/components/chapters/at-work/ratings.js";
import {testSentences, trainSentences} from "../../../../src/components/chapters/at-work/sentences.js";

test("words are lower case, without marks; counts know only the training's words", () => {
  expect(wordsOf("Très GOOD, isn't it? 12!")).toEqual(["très", "good", "isn't", "it"]);
  const counts = countsOf("good good zebra");
  expect(counts[vocabulary.indexOf("good")]).toBe(2);
  expect(counts.reduce((a, b) => a + b)).toBe(2);
  expect(isKnown("zebra")).toBe(false);
});

test("no test sentence is a training sentence, and both sides are equally many", () => {
  const known = new Set(trainSentences.map(({text}) => text));
  for (const {text} of testSentences) expect(known.has(text)).toBe(false);
  for (const set of [trainSentences, testSentences])
    expect(set.filter(({label}) => label === 1)).toHaveLength(set.length / 2);
});

test("the sentiment model learns, generalises, and cannot hear order", async () => {
  const model = sentimentModel();
  expect(pleasedBy(model, "good")).toBe(0.5);
  const run = fit(model, bagOfWords(trainSentences), {
    optimizer: gradientDescent({learningRate: 0.5}),
    batchSize: 8,
    epochs: 30
  });
  for await (const _ of run);
  expect(evaluate(model, bagOfWords(testSentences)).accuracy).toBeGreaterThan(0.9);
  expect(pleasedBy(model, "the waiter was kind, not rude")).toBe(pleasedBy(model, "the waiter was rude, not kind"));
  expect(weightOf(model, "zebra")).toBe(0);
  expect(weightOf(model, "excellent")).toBeGreaterThan(0);
  const {pleased, displeased} = strongestWords(model, 3);
  expect(weightOf(model, pleased[0])).toBeGreaterThanOrEqual(weightOf(model, pleased[2]));
  expect(weightOf(model, displeased[0])).toBeLessThan(0);
});

test("factorisation learns ratings it was not shown better than their mean, and is repeatable", () => {
  const {known, test: hidden} = inventRatings();
  const run = () => {
    const model = factorisation({people: people.length, films: films.length});
    for (let i = 0; i < 150; ++i) model.step(known, gradientDescent({learningRate: 1}));
    return model;
  };
  const model = run();
  const mean = known.reduce((s, r) => s + r.stars, 0) / known.length;
  const base = Math.sqrt(hidden.reduce((s, r) => s + (r.stars - mean) ** 2, 0) / hidden.length);
  expect(model.error(hidden)).toBeLessThan(0.6 * base);
  expect(model.error(known)).toBeLessThan(0.4);
  expect(run().theta).toEqual(model.theta);
});

test("the numbers of somebody who rated nothing shrink to nothing, so that only the films' own quality speaks", () => {
  const {known} = inventRatings();
  const model = factorisation({people: people.length, films: films.length});
  for (let i = 0; i < 400; ++i) model.step(known, gradientDescent({learningRate: 1}));
  const {people: u} = model.factorsOf();
  // Only the penalty acts on the reader's factors: they shrink to nothing.
  expect(Math.hypot(u[2 * YOU], u[2 * YOU + 1])).toBeLessThan(0.02);
});

test("the penalty's gradient is there: without ratings of mine my own numbers only shrink", () => {
  const {known} = inventRatings();
  const model = factorisation({people: people.length, films: films.length, penalty: 0});
  const before = Array.from(model.factorsOf().people.subarray(2 * YOU));
  for (let i = 0; i < 20; ++i) model.step(known, gradientDescent({learningRate: 1}));
  expect(Array.from(model.factorsOf().people.subarray(2 * YOU))).toEqual(before);
});
