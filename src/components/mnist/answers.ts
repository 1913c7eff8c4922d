import {exampleSize} from "../../lib/data/dataset.js";
import type {Model} from "../../lib/nn/index.js";
import type {DigitData} from "./digits.js";
import type {Answers, Questions} from "./questions.js";
import type {Host} from "./session.js";

/** What an answer may draw on. */
export interface Known {
  readonly model: Model | undefined;
  readonly data: DigitData | undefined;
  readonly host: Host;
}

type Answerer = {[K in keyof Questions]: (args: Questions[K], known: Known) => Answers[K] | Promise<Answers[K]>};

const answerers: Answerer = {
  predict({image}, {model, data}) {
    if (!model) return undefined;
    const scale = data?.test.scale ?? 1 / 255;
    return Float32Array.from(model.predict(image, {scale, probabilities: true}).data);
  },
  digits({indices}, known) {
    const {test} = dataOf(known);
    const size = exampleSize(test);
    const images = new Uint8Array(indices.length * size);
    indices.forEach((index, i) => {
      images.set(test.inputs.subarray(index * size, (index + 1) * size), i * size);
    });
    return {images, labels: Uint8Array.from(indices, (index) => test.labels[index])};
  }
};

/** Answers one question of the page. Throws what it cannot be asked yet. */
export async function answer<K extends keyof Questions>(
  what: K,
  args: Questions[K],
  known: Known
): Promise<Answers[K]> {
  return answerers[what](args, known);
}

export function dataOf({data}: Known): DigitData {
  if (!data) throw new Error("answer: missing data; expected it to be loaded");
  return data;
}

export function modelFrom({model}: Known): Model {
  if (!model) throw new Error("answer: missing network; expected a run");
  return model;
}
