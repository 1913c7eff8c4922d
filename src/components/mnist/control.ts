import type {Settings} from "../../lib/optim/index.js";
import {createHand, type End, type Hand} from "./hand.js";
import type {Change, LabState, Trouble} from "./lab-state.js";
import type {Checkpoint, DataReport, DataUrls, Until, Watch, WeightsReport} from "./messages.js";
import type {Answers, Questions} from "./questions.js";
import {enterNews} from "./run-news.js";
import {createRecord, type RunRecord, rewind} from "./run-record.js";
import type {ScheduleName} from "./schedule.js";
import type {LabSettings} from "./settings.js";
import type {Listener, StartTrainer, Trainer} from "./trainer.js";

export interface ControlOptions {
  readonly urls: DataUrls;
  readonly startTrainer: StartTrainer;
  readonly onChange: (change: Change) => void;
}

export interface TrainOptions {
  readonly name?: string;
  readonly until?: Until;
  readonly from?: Checkpoint | undefined;
  /** The record of a run that goes on from there. */
  readonly resume?: RunRecord;
  /** Whether it waits at its start. */
  readonly waits?: boolean;
  readonly onBegin?: (run: RunRecord) => void;
}

/** The lab without its face: its worker, the run that is shown, the runs that were, and the hands of a race. */
export function createControl({urls, startTrainer, onChange}: ControlOptions) {
  let trainer: Trainer | undefined;
  /** A reader's own files, for a worker that starts after another died. */
  let files: readonly File[] | undefined;
  /** What was asked for last. */
  let source: LabSettings["data"] = "mnist";
  let watch: Watch = {weights: true, layers: false};
  let checkpoint: Checkpoint | undefined;
  /** What was changed while the run lasts. */
  let live: {hyper?: Settings; schedule?: ScheduleName} = {};
  /** The last change: of which run, of what, and when. */
  let changed = {run: undefined as RunRecord | undefined, of: "", at: 0};
  let ids = 0;
  let ticket = 0;
  let loads = 0;
  /** The state of the lab's own worker; that of the lab has the hands in it. */
  let own: LabState = "idle";
  let over: (end: End) => void = () => {};
  const control = {
    state: "idle" as LabState,
    /** The run that is shown: the one going on in the lab's own worker, or the last. */
    run: undefined as RunRecord | undefined,
    runs: [] as RunRecord[],
    /** Workers beside the lab's own, while a race lasts. */
    hands: [] as Hand[],
    data: undefined as DataReport | undefined,
    weights: undefined as WeightsReport | undefined,
    trouble: undefined as Trouble | undefined,
    /** While loading: what, and how far. */
    progress: {what: "", done: 0},
    /** The slow question that is being answered, and how far it is. */
    working: {what: "", done: 0},
    /** Whether the run was stopped before its end. */
    stopped: false,
    /** How far it was told to go. */
    until: "end" as Until,
    /** Whether somebody has paused, so that what a race starts now waits too. */
    held: false,

    /** Trains in the lab's own worker; resolves when that run is over. */
    async train(settings: LabSettings, options: TrainOptions = {}): Promise<End> {
      const {name = "", until = "end", from, resume, waits = false, onBegin} = options;
      const mine = ++ticket;
      over("left");
      enter("loading");
      const data = await control.load(settings.data);
      if (mine !== ticket || !data || !trainer) return mine === ticket ? "failed" : "left";
      control.run = resume ?? control.begin(settings, name);
      onBegin?.(control.run);
      control.stopped = false;
      control.until = until;
      checkpoint = from;
      if (!resume) live = {};
      trainer.watch(watch);
      const {hyper, ...rest} = live;
      trainer.start({...settings, ...rest, hyper: {...settings.hyper, ...hyper}}, until, from);
      onChange("run");
      const end = new Promise<End>((resolve) => {
        over = resolve;
      });
      if (waits) trainer.pause();
      enter(waits ? "paused" : "training");
      return end;
    },
    /** A new record among the runs. */
    begin(settings: LabSettings, name: string, data?: DataReport): RunRecord {
      const {source = "", train: count = 1} = data ?? control.data ?? {};
      const run = createRecord({settings, source, count, id: ++ids, name});
      control.runs.push(run);
      return run;
    },
    pause() {
      if (control.state !== "training") return;
      control.held = true;
      if (own === "training") trainer?.pause();
      for (const hand of control.hands) hand.pause();
    },
    go(until: Until = "end") {
      control.held = false;
      for (const hand of control.hands) hand.go(until);
      if (own !== "paused" && own !== "training") return;
      control.until = until;
      trainer?.go(until);
      enter("training");
    },
    stop() {
      control.held = false;
      for (const hand of control.hands) hand.stop();
      if (own === "loading") {
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
      live = {...live, ...change, hyper: {...live.hyper, ...change.hyper}};
      const what = change.hyper ? Object.entries(change.hyper).map(([k, v]) => `${k} ${v}`) : [`${change.schedule}`];
      const of = change.hyper ? Object.keys(change.hyper).join() : "schedule";
      // A slider that is drawn along changes many times a second: only where it came to rest is told.
      if (changed.run === run && changed.of === of && Date.now() - changed.at < 1000) run.changes.pop();
      changed = {run, of, at: Date.now()};
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
      const from = trouble.checkpoint;
      control.rewind(run, from);
      void control.train(run.settings, {resume: run, from});
    },
    /** Forgets what a run did after its checkpoint. */
    rewind(run: RunRecord, from: Checkpoint | undefined) {
      rewind(run, (from?.epoch ?? 0) * run.stepsPerEpoch);
    },
    /** Starts workers for a race, each with a copy of the digits (the first `examples` of them; 0 for all). */
    async hire(count: number, examples: number): Promise<void> {
      if (count < 1 || !(await control.load())) return;
      try {
        for (let i = 0; i < count; ++i) {
          const digits = await control.ask("lend", {examples});
          if (digits) control.hands.push(await createHand(digits, {startTrainer, onChange: heard}));
        }
      } catch {
        // With fewer workers the race takes longer, and ends the same.
      }
    },
    /** Ends the race's workers, and says what made one fail. */
    dismiss() {
      const message = control.hands.find(({trouble}) => trouble !== undefined)?.trouble;
      for (const hand of control.hands) hand.dispose();
      control.hands = [];
      if (message !== undefined && own !== "error") fail({kind: "settings", message}, "failed");
      else enter(own);
    },
    nextId: () => ++ids,
    /** Adds a run that was not trained here. */
    keep(run: RunRecord) {
      control.runs.push(run);
      onChange("runs");
    },
    /** Uses a reader's own images from now on; throws what is wrong with them. Ends a run that is going on. */
    async own(chosen: readonly File[]): Promise<DataReport> {
      control.stop();
      trainer ??= startTrainer(listen);
      control.data = await trainer.own(chosen);
      files = chosen;
      source = "file";
      onChange("data");
      return control.data;
    },
    /** Tells that a record was changed by hand. */
    touch: () => onChange("runs"),
    forget(run: RunRecord) {
      control.runs = control.runs.filter((r) => r !== run);
      onChange("runs");
    },
    /** Loads data, what was asked for last unless told, once; undefined when that failed, which the state then says. */
    async load(wanted = source): Promise<DataReport | undefined> {
      source = wanted;
      trainer ??= startTrainer(listen);
      const mine = trainer;
      const turn = ++loads;
      try {
        // Without files, which a link cannot carry, the site's own data are the next best.
        const site = {source: wanted === "synthetic" ? wanted : "mnist", urls} as const;
        const data = await mine.load(wanted === "file" && files ? {files} : site);
        if (mine !== trainer) return undefined;
        if (control.data !== data) {
          control.data = data;
          onChange("data");
        }
        return data;
      } catch (error) {
        // Whoever asked last says it; data that others took the place of are no failure.
        if (mine === trainer && turn === loads && own === "loading")
          fail({kind: "data", message: error instanceof Error ? error.message : String(error)}, "failed");
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
      for (const hand of control.hands) hand.dispose();
      control.hands = [];
    }
  };

  const listen: Listener = (news) => {
    const {run} = control;
    switch (news.type) {
      case "progress":
        control.progress = news;
        return onChange("progress");
      case "failed":
        return fail({kind: "settings", message: news.message}, "failed");
      case "died":
        trainer = undefined;
        control.data = undefined;
        return fail({kind: "died", message: news.message, checkpoint}, "died");
      case "working":
        control.working = news;
        return onChange("working");
      case "checkpoint":
        checkpoint = news.checkpoint;
        return;
      case "weights":
        control.weights = news;
        return onChange("weights");
      case "waiting":
        return enter("paused");
    }
    if (!run) return;
    const change = enterNews(run, news);
    if (change) onChange(change);
    if (news.type === "diverged") fail({kind: "diverged", step: news.step, layer: news.layer}, "diverged");
    else if (news.type === "done") {
      control.stopped = news.stopped;
      enter("done");
      over(news.stopped ? "stopped" : "done");
    }
  };

  function fail(trouble: Trouble, end: End) {
    control.trouble = trouble;
    enter("error");
    over(end);
  }

  function enter(state: LabState) {
    own = state;
    if (state !== "error") control.trouble = undefined;
    heard("state");
  }

  /** The lab trains as long as anybody does. */
  function heard(change: Change) {
    const hands = control.hands.map(({state}) => state);
    const busy = own === "loading" || own === "training";
    if (!busy && hands.includes("training")) control.state = "training";
    else if (!busy && hands.includes("paused")) control.state = "paused";
    else control.state = own;
    onChange(change);
  }

  return control;
}

export type Control = ReturnType<typeof createControl>;
