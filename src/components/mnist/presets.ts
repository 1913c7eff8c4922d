import {rules, type Settings, settingsOf} from "../../lib/optim/index.js";
import {articleSettings, type LabSettings} from "./settings.js";

/** Settings that show one thing. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What to look at. */
  readonly about: string;
  /** What differs from the article's. */
  readonly settings: Partial<LabSettings>;
}

const rule = (name: string, changes: Settings = {}): Pick<LabSettings, "optimizer" | "hyper"> => ({
  optimizer: name,
  hyper: settingsOf(rules[name], changes)
});

export const presets: readonly Preset[] = [
  {
    id: "article",
    label: "The article",
    about: "The program of the article: one hidden layer, Adam, ten times through the training digits.",
    settings: {}
  },
  {
    id: "better",
    label: "98 % and more",
    about: "More units, dropout, larger batches, and a learning rate that rises and then cools down.",
    settings: {
      ...rule("adam", {learningRate: 0.005}),
      hidden: [384],
      dropout: 0.25,
      schedule: "oneCycle",
      batchSize: 128,
      epochs: 6
    }
  },
  {
    id: "hot",
    label: "Too hot",
    about: "A learning rate ten times too large: each step overshoots by more than the last, until the numbers end.",
    settings: {
      ...rule("gradientDescent", {learningRate: 1}),
      hidden: [128, 128, 128],
      activation: "leakyRelu",
      init: "heNormal",
      epochs: 2
    }
  },
  {
    id: "vanishing",
    label: "Vanishing",
    about: "Four layers of sigmoids: open “Inside the layers”, and see the gradient shrink from layer to layer.",
    settings: {
      ...rule("gradientDescent", {learningRate: 0.1}),
      hidden: [64, 64, 64, 64],
      activation: "sigmoid",
      epochs: 3
    }
  },
  {
    id: "dead",
    label: "Dead ReLUs",
    about: "The first steps are so long that nearly every unit ends where no digit reaches it, and stays there.",
    settings: {...rule("gradientDescent", {learningRate: 2}), epochs: 2}
  },
  {
    id: "underfit",
    label: "Underfit",
    about: "Four hidden units are too few: training and test digits go equally wrong.",
    settings: {hidden: [4], epochs: 4}
  },
  {
    id: "overfit",
    label: "Overfit",
    about: "Three hundred digits, learned by heart: the training loss goes to nothing while the test loss rises.",
    settings: {hidden: [512], examples: 300, epochs: 100}
  }
];

/** The preset whose settings these are, whatever the data. */
export function presetOf(settings: LabSettings): Preset | undefined {
  const key = (s: LabSettings) =>
    JSON.stringify(Object.entries({...s, hyper: Object.entries(s.hyper).sort()}).sort(([a], [b]) => (a < b ? -1 : 1)));
  return presets.find((p) => key({...articleSettings, ...p.settings, data: settings.data}) === key(settings));
}
