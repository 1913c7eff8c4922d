import type {Dataset} from "../../../lib/data/dataset.js";
import {dense} from "../../../lib/nn/layers/dense.js";
import {type Model, sequential} from "../../../lib/nn/sequential.js";
import {type Sentence, trainSentences} from "./sentences.js";

/** The words of a text, in order: lower case, letters and apostrophes only. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
}

/** Every word of the training sentences, in alphabetical order; a word's place is its input's number. */
export const vocabulary: readonly string[] = [...new Set(trainSentences.flatMap(({text}) => wordsOf(text)))].sort();
const place = new Map(vocabulary.map((word, i) => [word, i]));

/** Whether the training sentences have the word. */
export const isKnown = (word: string) => place.has(word);

/** Counts of each known word in a text; order is lost, and unknown words are nothing. */
export function countsOf(text: string): Float32Array {
  const counts = new Float32Array(vocabulary.length);
  for (const word of wordsOf(text)) {
    const i = place.get(word);
    if (i !== undefined) counts[i]++;
  }
  return counts;
}

/** Sentences as a data set of word counts. */
export function bagOfWords(sentences: readonly Sentence[]): Dataset {
  const inputs = new Float32Array(sentences.length * vocabulary.length);
  sentences.forEach(({text}, i) => {
    inputs.set(countsOf(text), i * vocabulary.length);
  });
  return {
    inputs,
    labels: Uint8Array.from(sentences, ({label}) => label),
    count: sentences.length,
    shape: [vocabulary.length],
    scale: 1,
    classes: 2,
    source: "toy"
  };
}

/** One layer from counts to two logits, started at zero, so that a word never met keeps weight 0. */
export function sentimentModel(): Model {
  return sequential([dense(vocabulary.length, 2, {init: "zeros"})]);
}

/** How much a word speaks for "pleased": the difference of its two weights; 0 for unknown words. */
export function weightOf(model: Model, word: string): number {
  const i = place.get(word);
  return i === undefined ? 0 : model.parameters[2 * i + 1] - model.parameters[2 * i];
}

/** Probability that the text's writer was pleased. */
export function pleasedBy(model: Model, text: string): number {
  return model.predict(countsOf(text), {probabilities: true}).data[1];
}

/** The `n` words that speak most for each side, the strongest first. */
export function strongestWords(model: Model, n: number): {pleased: string[]; displeased: string[]} {
  const sorted = [...vocabulary].sort((a, b) => weightOf(model, b) - weightOf(model, a));
  return {pleased: sorted.slice(0, n), displeased: sorted.slice(-n).reverse()};
}

/** How the sentences of the chapter are learned. */
export const SENTIMENT = {learningRate: 0.5, batchSize: 8, epochs: 30} as const;
