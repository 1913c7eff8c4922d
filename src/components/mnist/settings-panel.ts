import {rules, type Settings} from "../../lib/optim/index.js";
import {element} from "../element.js";
import {choice, choose, field, integerInput} from "./fields.js";
import {type HyperInput, hyperInput} from "./hyper-input.js";
import type {DataReport} from "./messages.js";
import {architectureText} from "./network.js";
import {activationText, networkEditor} from "./network-editor.js";
import {presetOf, presets} from "./presets.js";
import {lengths, type ScheduleName} from "./schedule.js";
import {articleSettings, type LabSettings, limits, optimizers, suitable} from "./settings.js";

const text = {
  preset: "Preset",
  own: "Your own",
  optimizer: "Optimizer",
  learningRate: "Learning rate",
  batchSize: "Batch size",
  epochs: "Epochs",
  schedule: "Learning-rate schedule",
  seed: "Seed",
  data: "Data",
  datas: {mnist: "MNIST", synthetic: "Synthetic digits", file: "Your files"},
  examples: "Training digits",
  all: "All",
  more: "All settings"
};

export interface SettingsPanelOptions {
  readonly initial: LabSettings;
  /** What the site was built with. */
  readonly site: "mnist" | "synthetic";
  /** Told of changes that a run may take while it lasts. */
  onLive(change: {hyper?: Settings; schedule?: ScheduleName}): void;
  /** Told of every change by the reader. */
  onChange(settings: LabSettings): void;
}

/** Everything that can be set: the few that matter most in sight, the others unfolded on demand. */
export function settingsPanel({initial, site, onLive, onChange}: SettingsPanelOptions) {
  let hyper: Record<string, HyperInput> = {};
  const preset = choice([...presets.map(({id, label}) => [id, label] as const), ["", text.own]], "");
  const optimizer = choice(
    optimizers.map(({name, label}) => [name, label]),
    initial.optimizer
  );
  const alphaPlace = element("div", {class: "alpha"});
  const others = element("div", {class: "fields"});
  const batchSize = integerInput(limits.batchSize, initial.batchSize);
  const epochs = integerInput(limits.epochs, initial.epochs);
  const schedule = choice(
    Object.entries(lengths).map(([name, {label}]) => [name, label]),
    initial.schedule
  );
  const data = choice(
    // Where the site has no MNIST, what it has is synthetic.
    site === "mnist"
      ? [
          ["mnist", text.datas.mnist],
          ["synthetic", text.datas.synthetic]
        ]
      : [["mnist", text.datas.synthetic]],
    initial.data
  );
  let shape = {pixels: 784, classes: 10};
  const seed = integerInput(limits.seed, initial.seed);
  const examples = choice(
    [0, 30_000, 10_000, 3000, 1000, 300, 100].map((n) => [String(n), n ? n.toLocaleString("en-US") : text.all]),
    String(initial.examples)
  );
  const network = networkEditor(initial, changed);
  const about = element("p", {class: "preset-about"});
  const summary = element("summary", {}, "");
  const node = element(
    "div",
    {class: "settings"},
    element(
      "div",
      {class: "fields main-fields"},
      field(text.preset, preset),
      field(text.optimizer, optimizer),
      alphaPlace,
      field(text.batchSize, batchSize),
      field(text.epochs, epochs)
    ),
    about,
    element(
      "details",
      {class: "more-settings"},
      summary,
      network.node,
      others,
      element(
        "div",
        {class: "fields"},
        field(text.schedule, schedule),
        field(text.seed, seed),
        field(text.data, data),
        field(text.examples, examples)
      )
    )
  );

  function drawHyper(settings: Settings) {
    const records = rules[optimizer.value].hyperparameters;
    hyper = Object.fromEntries(
      Object.entries(records).map(([name, record]) => {
        // Wider than the record's: "too hot" has to be reachable.
        const wide = name === "learningRate" ? {...record, range: [1e-5, 10] as const} : record;
        const input = hyperInput(wide, settings[name], () => {
          onLive({hyper: {[name]: hyper[name].value()}});
          changed();
        });
        return [name, input];
      })
    );
    const {learningRate, ...rest} = hyper;
    alphaPlace.replaceChildren(...(learningRate ? [learningRate.node] : []));
    others.replaceChildren(...Object.values(rest).map((input) => input.node));
  }

  const value = (): LabSettings => ({
    data: (data.value || "mnist") as LabSettings["data"],
    ...network.value(),
    optimizer: optimizer.value,
    hyper: Object.fromEntries(Object.entries(hyper).map(([name, input]) => [name, input.value()])),
    schedule: schedule.value as ScheduleName,
    batchSize: Number(batchSize.value),
    epochs: Number(epochs.value),
    seed: Number(seed.value),
    examples: Number(examples.value)
  });

  function describe() {
    const now = value();
    const found = presetOf(now);
    preset.value = found?.id ?? "";
    about.textContent = found?.about ?? "";
    summary.textContent = `${text.more}: ${architectureText(now, shape)}, ${activationText(now.activation)}, seed ${now.seed}`;
  }

  function changed() {
    describe();
    onChange(value());
  }

  function fill(settings: LabSettings) {
    if ([...data.options].some((o) => o.value === settings.data)) data.value = settings.data;
    network.set(settings);
    optimizer.value = settings.optimizer;
    drawHyper(settings.hyper);
    schedule.value = settings.schedule;
    batchSize.value = String(settings.batchSize);
    epochs.value = String(settings.epochs);
    seed.value = String(settings.seed);
    choose(examples, String(settings.examples), settings.examples.toLocaleString("en-US"));
    describe();
  }

  preset.addEventListener("change", () => {
    const chosen = presets.find(({id}) => id === preset.value);
    if (chosen) fill({...articleSettings, ...chosen.settings, data: value().data});
    changed();
  });
  optimizer.addEventListener("change", () => {
    drawHyper(suitable(optimizer.value));
    changed();
  });
  schedule.addEventListener("change", () => {
    onLive({schedule: schedule.value as ScheduleName});
    changed();
  });
  for (const input of [batchSize, epochs, seed, data, examples]) input.addEventListener("change", changed);
  fill(initial);

  return {
    node,
    value,
    preset: () => preset.value,
    /** Shows other settings. */
    set(settings: LabSettings) {
      fill(settings);
      onChange(value());
    },
    /** Tells what data there are now, and what shape their images have. */
    loaded({source, shape: [height, width = 1], classes}: Pick<DataReport, "source" | "shape" | "classes">) {
      shape = {pixels: height * width, classes};
      if (source === "file") {
        if (data.options[data.options.length - 1].value !== "file")
          data.append(element("option", {value: "file"}, text.datas.file));
        data.value = "file";
      }
      describe();
    },
    /** Locks what cannot change in a run: all but the hyperparameters and the schedule, and in a race those too. */
    lock(run: boolean, race: boolean) {
      for (const input of [preset, optimizer, batchSize, epochs, seed, data, examples]) input.disabled = run;
      network.lock(run);
      for (const input of Object.values(hyper)) input.lock(race);
      schedule.disabled = race;
    }
  };
}

export type SettingsPanel = ReturnType<typeof settingsPanel>;
