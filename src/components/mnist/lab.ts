import {address} from "../address.js";
import {element} from "../element.js";
import {watchScheme} from "../theme.js";
import {markLab} from "./attributes.js";
import {createControl} from "./control.js";
import {curves} from "./curves.js";
import {aboutOf, dataNote} from "./data-note.js";
import {drawView} from "./draw.js";
import {type Change, isBusy} from "./lab-state.js";
import type {DataUrls, Until} from "./messages.js";
import {everything, unfoldings} from "./panel.js";
import {fromQuery, toQuery} from "./permalink.js";
import {createRace} from "./race.js";
import {runBar} from "./run-bar.js";
import {nameOf} from "./run-name.js";
import {accuracyOf} from "./run-record.js";
import {sections} from "./sections.js";
import type {LabSettings} from "./settings.js";
import {settingsPanel} from "./settings-panel.js";
import {ownSays} from "./share-panel.js";
import {sentence} from "./slow-answer.js";
import {type Said, statusView} from "./status.js";
import type {StartTrainer} from "./trainer.js";
import {unsupported} from "./unsupported.js";
import {weightsView} from "./weights-view.js";
import {goingOn, sayState} from "./words.js";

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

export interface LabOptions {
  readonly urls: DataUrls;
  /** What the site was built with: the content of `data/mnist.json`. */
  readonly about: unknown;
  readonly startTrainer: StartTrainer;
}

const text = {
  rescue: (alpha: number) => `Try again with a learning rate of ${alpha}`,
  recover: (epoch: number) => `Go on from epoch ${epoch}`,
  reading: "Reading your files.",
  busy: "The link has other settings than the run that is going on. Stop that first, and follow the link again."
};

/** The lab: one button that trains, what it shows while it does, and a square to try the network. */
export function mnistLab({urls, about: json, startTrainer}: LabOptions) {
  const about = aboutOf(json);
  const dirty = new Set<Change>();
  let frame = 0;
  const control = createControl({urls, startTrainer, onChange});
  const link = address({encode: toQuery, decode: fromQuery}, follow);
  const panel = settingsPanel({
    initial: link.read(),
    site: about.source,
    onLive: (change) => control.set(change),
    onChange(settings) {
      marks.preset(panel.preset());
      link.write(settings);
      // The empty axis follows the epochs that are set.
      if (!control.run) onChange("runs");
    }
  });
  const race = createRace(control, () => panel.value());
  const status = statusView();
  const figures = curves();
  const weights = weightsView({most: 36});
  const note = dataNote(about);
  const bar = runBar({
    main() {
      if (control.state === "training") control.pause();
      else if (control.state === "paused") control.go("end");
      else train("end");
    },
    step: () => advance("step"),
    epoch: () => advance("epoch"),
    stop: () => control.stop()
  });
  const draw = drawView({
    predict: (image) => control.ask("predict", {image}).catch(() => undefined),
    async testDigit() {
      const data = await control.load(panel.value().data);
      if (!data) return undefined;
      const answer = await control.ask("digits", {indices: [Math.floor(Math.random() * data.test)]});
      return answer && {image: answer.images, label: answer.labels[0]};
    },
    onPrediction: (digit) => marks.prediction(digit)
  });
  const parts = sections({
    control,
    race,
    panel,
    charts: figures.charts,
    drawing: () => draw.image(),
    site: about.source,
    link: () => link.linkTo(panel.value()),
    own
  });
  const more = unfoldings(parts);
  const node = element(
    "div",
    {class: "mnist-lab", "data-lab": "mnist"},
    bar.node,
    status.node,
    element("div", {class: "live"}, figures.node, weights.node),
    panel.node,
    draw.node,
    more.node,
    note.node
  );
  const marks = markLab(node, about.source);
  marks.preset(panel.preset());

  function train(until: Until) {
    const settings = panel.value();
    void control.train(settings, {name: nameOf(settings), until});
  }

  /** Takes the settings of a link that was followed on this page. */
  function follow(settings: LabSettings) {
    if (toQuery(settings) === toQuery(panel.value())) return;
    if (!isBusy(control.state)) return panel.set(settings);
    say(text.busy, "error");
    link.write(panel.value());
  }

  function advance(until: Until) {
    if (control.state === "paused") control.go(until);
    else train(until);
  }

  /** The attributes at once, so that tools never read old ones; the figures at most once a frame. */
  function onChange(change: Change) {
    marks.update(control);
    dirty.add(change);
    frame ||= requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    const {state, run, runs} = control;
    const running = state === "training";
    if (dirty.has("state")) {
      bar.show(state);
      const busy = isBusy(state);
      panel.lock(busy, busy && race.on);
      offer();
    }
    if (dirty.has("state")) notice = undefined;
    const said = notice ?? sayState(control);
    status.say(said);
    const way = race.progress() ?? run;
    status.progress(state === "loading" ? control.progress.done : way ? way.step / way.steps : 0);
    const racing = goingOn(control);
    const rate = running && racing.length ? sum(racing.map((r) => r.samplesPerSecond)) : (run?.samplesPerSecond ?? 0);
    status.show({
      loss: run?.series.last()?.smooth,
      accuracy: run && accuracyOf(run),
      samplesPerSecond: rate,
      kernel: run?.kernel ?? "",
      left: run && way && running && rate > 0 ? ((way.steps - way.step) * run.settings.batchSize) / rate : undefined
    });
    if (["run", "runs", "steps", "evaluation", "state"].some((c) => dirty.has(c as Change)))
      figures.show(runs, run, panel.value().epochs);
    if (dirty.has("weights") && control.weights) weights.show(control.weights);
    if (dirty.has("data") && control.data) {
      note.show(control.data);
      panel.loaded(control.data);
      draw.images(control.data.shape[0], control.data.source !== "file");
    }
    if (dirty.has("weights") || dirty.has("evaluation") || dirty.has("state")) void draw.ask();
    more.update(dirty);
    dirty.clear();
  }

  /** Says something about files or links, until the lab has something new to say. */
  function say(words: string, kind: Said["kind"] = "") {
    notice = {text: words, kind};
    status.say(notice);
  }

  async function own(files: readonly File[]): Promise<string> {
    return ownSays(await control.own(files));
  }

  /** One click out of trouble. */
  function offer() {
    const {run, state} = control;
    const trouble = state === "error" ? control.trouble : undefined;
    if (trouble?.kind === "diverged" && run) {
      const settings = panel.value();
      const alpha = Number((Number(settings.hyper.learningRate) / 10).toPrecision(2));
      status.offer(text.rescue(alpha), () => {
        panel.set({...settings, hyper: {...settings.hyper, learningRate: alpha}});
        train("end");
      });
    } else if (trouble?.kind === "died" && trouble.checkpoint)
      status.offer(text.recover(trouble.checkpoint.epoch), () => control.recover());
    else status.offer(undefined);
  }

  const hidden = () => {
    if (document.hidden && control.state === "training") {
      resume = true;
      control.pause();
    } else if (!document.hidden && resume) {
      resume = false;
      control.go(control.until);
    }
  };
  let resume = false;
  let notice: Said | undefined;
  const holdsFiles = ({dataTransfer}: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  const over = (event: DragEvent) => {
    if (holdsFiles(event)) event.preventDefault();
  };
  async function drop(event: DragEvent) {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    say(text.reading);
    await own(files).then(say, (error: unknown) => say(sentence(error), "error"));
  }
  document.addEventListener("visibilitychange", hidden);
  // On the whole page: files that fall beside the lab would otherwise be opened in its place.
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  // Digits are painted in ink, which is another one in the dark.
  const unwatch = watchScheme(() => {
    draw.repaint();
    more.update(everything);
  });

  const missing = unsupported();
  if (missing) {
    bar.forbid();
    marks.state("error");
    status.say({text: missing, kind: "error"});
  } else onChange("state");

  return {
    node,
    dispose() {
      document.removeEventListener("visibilitychange", hidden);
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
      unwatch();
      link.dispose();
      cancelAnimationFrame(frame);
      control.dispose();
      draw.dispose();
      more.dispose();
      figures.dispose();
      weights.dispose();
      marks.dispose();
    }
  };
}
