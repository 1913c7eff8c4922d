import type {Activation, Initializer} from "../../lib/nn/index.js";
import type {Settings} from "../../lib/optim/index.js";
import {rules, settingsOf} from "../../lib/optim/index.js";
import type {LossName} from "../../lib/train/index.js";
import type {ScheduleName} from "./schedule.js";

/** Everything that decides a run: same settings and same data, same weights at the end. */
export interface LabSettings {
  /** What it learns from: what the site was built with, digits drawn by the page, or the reader's own files. */
  data: "mnist" | "synthetic" | "file";
  network: "dense" | "conv";
  /** Units of each hidden dense layer; at most four, so that the output makes five. */
  hidden: readonly number[];
  /** Of the hidden layers. */
  activation: Activation;
  init: Initializer;
  /** Share of each hidden layer's outputs set to 0 in training. */
  dropout: number;
  loss: LossName;
  optimizer: string;
  /** The optimizer's hyperparameters, `learningRate` among them. */
  hyper: Settings;
  schedule: ScheduleName;
  batchSize: number;
  epochs: number;
  seed: number;
  /** How many training examples to use; 0 for all. */
  examples: number;
}

/** The article's program: Keras's defaults for "adam" and for `fit`. */
export const articleSettings: LabSettings = {
  data: "mnist",
  network: "dense",
  hidden: [128],
  activation: "relu",
  init: "glorotUniform",
  dropout: 0,
  loss: "crossEntropy",
  optimizer: "adam",
  hyper: settingsOf(rules.adam),
  schedule: "constant",
  batchSize: 32,
  epochs: 10,
  seed: 1,
  examples: 0
};

/** Learning rates that suit MNIST, where they are not the rule's own default. */
const learningRates: Readonly<Record<string, number>> = {gradientDescent: 0.1, momentum: 0.03};

/** A rule's hyperparameters to start from on MNIST. */
export function suitable(rule: string): Settings {
  const settings = settingsOf(rules[rule]);
  return rule in learningRates ? {...settings, learningRate: learningRates[rule]} : settings;
}

/** The rules that training by mini-batches can use: all but those that want a Hessian. */
export const optimizers = Object.values(rules).filter(({needs}) => needs === "gradient");

export const limits = {
  hidden: [1, 1024],
  layers: [0, 4],
  batchSize: [1, 1024],
  epochs: [1, 100],
  seed: [0, 2 ** 31 - 1],
  dropout: [0, 0.9]
} as const;

/** Number of steps that the settings make with `count` examples at hand. */
export function planOf(settings: LabSettings, count: number) {
  const examples = Math.max(1, Math.min(settings.examples || count, count));
  const stepsPerEpoch = Math.ceil(examples / settings.batchSize);
  return {examples, stepsPerEpoch, steps: stepsPerEpoch * settings.epochs};
}
