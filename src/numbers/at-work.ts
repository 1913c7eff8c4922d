import {
  bagOfWords,
  pleasedBy,
  SENTIMENT,
  sentimentModel,
  vocabulary
} from "../components/chapters/at-work/bag-of-words.js";
import {digitModel} from "../components/chapters/at-work/digits.js";
import {factorisation, RATINGS_TRAINING} from "../components/chapters/at-work/factorisation.js";
import {films, inventRatings, people} from "../components/chapters/at-work/ratings.js";
import {testSentences, trainSentences} from "../components/chapters/at-work/sentences.js";
import {BANDS, PITCHES, vowels} from "../components/chapters/at-work/vowels.js";
import {gradientDescent} from "../lib/optim/index.js";
import {createRng} from "../lib/rng.js";
import {tapeEngine} from "../lib/train/index.js";

/** Trains the sentiment model as the figure does, but without waiting: the numbers of a page are computed at once. */
function trainedSentiment() {
  const model = sentimentModel();
  const data = bagOfWords(trainSentences);
  const {rule, settings} = gradientDescent({learningRate: SENTIMENT.learningRate});
  const {batchSize, epochs} = SENTIMENT;
  const engine = tapeEngine({model, data, loss: "crossEntropy", rule, settings, batchSize, seed: 1});
  const rng = createRng(1);
  for (let epoch = 0; epoch < epochs; ++epoch) {
    const order = rng.permutation(data.count);
    for (let i = 0; i < data.count; i += batchSize) engine.step(order.subarray(i, i + batchSize), settings);
  }
  engine.sync();
  return model;
}

export function numbers(): Record<string, string> {
  const sentiment = trainedSentiment();
  const right = testSentences.filter(({text, label}) => Number(pleasedBy(sentiment, text) > 0.5) === label).length;
  const percent = (text: string) => `${Math.round(100 * pleasedBy(sentiment, text))} %`;
  const {known, test} = inventRatings();
  const table = factorisation({people: people.length, films: films.length});
  const optimizer = gradientDescent({learningRate: RATINGS_TRAINING.learningRate});
  for (let i = 0; i < RATINGS_TRAINING.steps; ++i) table.step(known, optimizer);
  return {
    digitWeights: digitModel().parameters.length.toLocaleString("en-GB"),
    trainSentences: String(trainSentences.length),
    testSentences: String(testSentences.length),
    vocabulary: String(vocabulary.length),
    sentencesRight: String(right),
    good: percent("good"),
    notGood: percent("not good"),
    bands: String(BANDS),
    lowest: String(PITCHES[0]),
    highest: String(PITCHES[1]),
    vowels: ["no", "one", "two", "three", "four", "five", "six"][vowels.length],
    known: String(known.length),
    places: String((people.length - 1) * films.length),
    unseen: String(test.length),
    unseenError: table.error(test).toFixed(1),
    knownError: table.error(known).toFixed(1)
  };
}
