import type {Settings} from "../../lib/optim/index.js";
import type {Checkpoint, DataReport, DataUrls, Until, Watch, WeightsReport} from "./messages.js";
import type {Answers, Questions} from "./questions.js";
import {addSteps, createRecord, type RunRecord} from "./run-record.js";
import type {ScheduleName} from "./schedule.js";
import type {LabSettings} from "./settings.js";
import type {Listener, StartTrainer, Trainer} from "./trainer.js";

export type LabState = "idle" | "loading" | "training" | "paused" | "done" | "error";

/** Why the lab is in the state "error". */
export type Trouble =
  | {readonly kind: "data"; readonly message: string}
  | {readonly kind: "settings"; readonly message: string}
  | {readonly kind: "died"; readonly message: string; readonly checkpoint: Checkpoint | undefined}
  | {readonly kind: "diverged"; readonly step: number; readonly layer: string | undefined};

/** What changed; the lab's figures redraw what depends on it. */
export type Change =
  | "state"
  | "progress"
  | "data"
  | "run"
  | "steps"
  | "evaluation"
  | "probe"
  | "weights"
  | "runs"
  | "working";

export interface ControlOptions {
  readonly urls: DataUrls;
  readonly startTrainer: StartTrainer;
  readonly onChange: (change: Change) => void;
}

/** The lab without its face: one worker, one run at a time, and the runs that were. */
export function createControl({urls, startTrainer, onChange}: ControlOptions) {
  let trainer: Trainer | undefined;
  let watch: Watch = {weights: true, layers: false};
  let checkpoint: Checkpoint | undefined;
  let ids = 0;
  let ticket = 0;
  const control = {
    state: "idle" as LabState,
    /** The run that is shown: the one going on, or the last. */
    run: undefined as RunRecord | undefined,
    runs: [] as RunRecord[],
    data: undefined as DataReport | undefined,
    weights: undefined as WeightsReport | undefined,
    trouble: undefined as Trouble | undefined,
    /** While loading: what, and how far. */
    progress: {what: "", done: 0},
    /** The slow question that is being answered, and how far it is. */
    working: {what: "", done: 0},
    /** Whether the run was stopped before its end. */
    stopped: false,

    async train(
      settings: LabSettings,
      {name = "", until = "end" as Until, from = undefined as Checkpoint | undefined} = {}
    ) {
      const mine = ++ticket;
      enter("loading");
      const data = await control.load();
      if (mine !== ticket || !data || !trainer) return;
      const start = {settings, source: data.source, count: data.train, fromEpoch: from?.epoch ?? 0};
      control.run = createRecord({...start, id: ++ids, name});
      control.runs.push(control.run);
      control.stopped = false;
      checkpoint = from;
      trainer.watch(watch);
      trainer.start(settings, until, from);
      onChange("run");
      enter("training");
    },
    pause() {
      if (control.state === "training") trainer?.pause();
    },
    go(until: Until = "end") {
      if (control.state !== "paused") return;
      trainer?.go(until);
      enter("training");
    },
    stop() {
      if (control.state === "loading") {
        // The worker may be in the middle of a download: end it, so that nothing goes on behind the page's back.
        ++ticket;
        trainer?.dispose();
        trainer = undefined;
        enter("idle");
      } else trainer?.stop();
    },
    /** Changes what may change while a run lasts. */
    set(change: {hyper?: Settings; schedule?: ScheduleName}) {
      const {run, state} = control;
      if (!run || (state !== "training" && state !== "paused")) return;
      trainer?.set(change);
      const what = change.hyper ? Object.entries(change.hyper).map(([k, v]) => `${k} ${v}`) : [`${change.schedule}`];
      run.changes.push(`${what.join(", ")} from step ${run.step + 1}`);
    },
    watch(what: Partial<Watch>) {
      watch = {...watch, ...what};
      trainer?.watch(watch);
    },
    /** Goes on from the last epoch that the dead worker sent. */
    recover() {
      const {trouble, run} = control;
      if (trouble?.kind !== "died" || !run) return;
      void control.train(run.settings, {name: run.name, from: trouble.checkpoint});
    },
    nextId: () => ++ids,
    /** Adds a run that was not trained here. */
    keep(run: RunRecord) {
      control.runs.push(run);
      onChange("runs");
    },
    /** Uses a reader's own images from now on; throws what is wrong with them. Ends a run that is going on. */
    async own(files: readonly File[]): Promise<DataReport> {
      control.stop();
      trainer ??= startTrainer(listen);
      control.data = await trainer.own(files);
      onChange("data");
      return control.data;
    },
    /** Tells that a record was changed by hand. */
    touch: () => onChange("runs"),
    forget(run: RunRecord) {
      control.runs = control.runs.filter((r) => r !== run);
      onChange("runs");
    },
    /** Loads the data, once; undefined when that failed, which the state then says. */
    async load(): Promise<DataReport | undefined> {
      trainer ??= startTrainer(listen);
      const mine = trainer;
      try {
        const data = await mine.load(urls);
        if (mine !== trainer) return undefined;
        if (control.data !== data) {
          control.data = data;
          onChange("data");
        }
        return data;
      } catch (error) {
        if (mine === trainer && control.state === "loading")
          fail({kind: "data", message: error instanceof Error ? error.message : String(error)});
        return undefined;
      }
    },
    /** Asks the worker; undefined when there is none. */
    async ask<K extends keyof Questions>(what: K, args: Questions[K]): Promise<Answers[K] | undefined> {
      return trainer?.ask(what, args);
    },
    dispose() {
      ++ticket;
      trainer?.dispose();
      trainer = undefined;
    }
  };

  const listen: Listener = (news) => {
    const {run} = control;
    switch (news.type) {
      case "progress":
        control.progress = news;
        return onChange("progress");
      case "failed":
        return fail({kind: "settings", message: news.message});
      case "died":
        trainer = undefined;
        control.data = undefined;
        return fail({kind: "died", message: news.message, checkpoint});
      case "working":
        control.working = news;
        return onChange("working");
      case "checkpoint":
        checkpoint = news.checkpoint;
        return;
      case "weights":
        control.weights = news;
        return onChange("weights");
    }
    if (!run) return;
    switch (news.type) {
      case "ready":
        run.kernel = news.kernel;
        run.parameters = news.parameters;
        return onChange("run");
      case "steps":
        addSteps(run, news);
        return onChange("steps");
      case "evaluation":
        run.evaluations.push(news);
        return onChange("evaluation");
      case "probe":
        run.probes.push(news);
        return onChange("probe");
      case "waiting":
        return enter("paused");
      case "diverged":
        run.step = news.step;
        return fail({kind: "diverged", step: news.step, layer: news.layer});
      case "done":
        run.hash = news.hash;
        control.stopped = news.stopped;
        return enter("done");
    }
  };

  function fail(trouble: Trouble) {
    control.trouble = trouble;
    enter("error");
  }

  function enter(state: LabState) {
    control.state = state;
    if (state !== "error") control.trouble = undefined;
    onChange("state");
  }

  return control;
}

export type Control = ReturnType<typeof createControl>;
