import {rules} from "../lib/optim/index.js";
import {element} from "./element.js";
import type {RunSettings} from "./mnist-trainer.js";

/** Learning rates that suit MNIST, where they are not the rule's own default. */
const learningRates: Readonly<Record<string, number>> = {gradientDescent: 0.1, momentum: 0.03};

/** The rules that need nothing but the gradient of a batch, with their names for people. */
const optimizers = Object.values(rules).filter(({needs}) => needs === "gradient");

function suitable(name: string): number {
  return learningRates[name] ?? Number(rules[name].hyperparameters.learningRate?.default ?? 0.001);
}

/** The article's: Keras's defaults for "adam" and for `fit`. */
export const articleSettings: RunSettings = {optimizer: "adam", learningRate: 0.001, batchSize: 32, epochs: 10};

const format = (alpha: number) => (alpha < 0.001 ? alpha.toExponential(1) : alpha.toPrecision(2));

/**
 * Optimizer, learning rate (logarithmic, 0.00001 to 10), batch size and epochs. While a run lasts only the learning
 * rate can be moved; `onLearningRate` hears it.
 */
export function mnistSettings(onLearningRate: (value: number) => void) {
  const optimizer = select(
    optimizers.map(({name, label}) => [name, label]),
    articleSettings.optimizer
  );
  const batchSize = select(
    [8, 16, 32, 64, 128, 256, 512].map((n) => [String(n), String(n)]),
    "32"
  );
  const epochs = element("input", {type: "number", min: "1", max: "50", step: "1", value: "10"});
  const alpha = element("input", {type: "range", min: "-5", max: "1", step: "0.02", value: "-3"});
  const shown = element("output", {class: "alpha-value"});
  const node = element(
    "div",
    {class: "settings"},
    label("Optimizer", optimizer),
    label("Learning rate", alpha, shown),
    label("Batch size", batchSize),
    label("Epochs", epochs)
  );

  const learningRate = () => Number((10 ** Number(alpha.value)).toPrecision(2));
  const show = () => {
    shown.textContent = format(learningRate());
    alpha.setAttribute("aria-valuetext", format(learningRate()));
  };
  alpha.addEventListener("input", () => {
    show();
    onLearningRate(learningRate());
  });
  optimizer.addEventListener("change", () => {
    alpha.value = String(Math.log10(suitable(optimizer.value)));
    show();
  });
  epochs.addEventListener("change", () => {
    epochs.value = String(Math.max(1, Math.min(50, Math.round(Number(epochs.value) || articleSettings.epochs))));
  });
  show();

  return {
    node,
    value: (): RunSettings => ({
      optimizer: optimizer.value,
      learningRate: learningRate(),
      batchSize: Number(batchSize.value),
      epochs: Number(epochs.value)
    }),
    /** Locks what cannot change in a run. */
    lock(locked: boolean) {
      optimizer.disabled = batchSize.disabled = epochs.disabled = locked;
    },
    setLearningRate(value: number) {
      alpha.value = String(Math.log10(value));
      show();
    }
  };
}

function select(options: readonly (readonly [string, string])[], value: string): HTMLSelectElement {
  const node = element("select", {}, ...options.map(([v, text]) => element("option", {value: v}, text)));
  node.value = value;
  return node;
}

function label(text: string, input: HTMLElement, ...rest: Node[]): HTMLElement {
  return element("label", {}, element("span", {}, text), input, ...rest);
}
