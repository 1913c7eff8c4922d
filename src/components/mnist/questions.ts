/** What the page may ask the worker, by name: the arguments. */
export interface Questions {
  /** Ten probabilities for one image of bytes. */
  predict: {readonly image: Uint8Array};
  /** Test digits by number: images one after another, labels, and the network's answers if it has begun. */
  digits: {readonly indices: readonly number[]};
}

/** The answers, by the same names. */
export interface Answers {
  predict: Float32Array | undefined;
  digits: {readonly images: Uint8Array; readonly labels: Uint8Array};
}
