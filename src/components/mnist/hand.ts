import type {DigitData} from "./digits.js";
import type {Change} from "./lab-state.js";
import type {Checkpoint, DataReport, Until} from "./messages.js";
import {enterNews} from "./run-news.js";
import type {RunRecord} from "./run-record.js";
import type {LabSettings} from "./settings.js";
import type {StartTrainer} from "./trainer.js";

/** How a run ended. */
export type End = "done" | "stopped" | "diverged" | "failed" | "died" | "left";

/** A run to train: its record, what the worker is told, and where it goes on from. */
export interface Task {
  readonly run: RunRecord;
  readonly settings: LabSettings;
  readonly until: Until;
  readonly from: Checkpoint | undefined;
  /** Whether it waits at its start, since the lab is paused. */
  readonly waits: boolean;
}

/** A worker beside the lab's own, which trains one run at a time and only tells of it. */
export interface Hand {
  readonly state: "idle" | "training" | "paused";
  readonly run: RunRecord | undefined;
  /** Of the run: where it could go on from, should the worker die. */
  readonly checkpoint: Checkpoint | undefined;
  /** What it was lent. */
  readonly data: DataReport;
  /** Why its run failed. */
  readonly trouble: string | undefined;
  /** Resolves when the run is over; at once where the worker is dead. */
  train(task: Task): Promise<End>;
  pause(): void;
  go(until: Until): void;
  stop(): void;
  dispose(): void;
}

export interface HandOptions {
  readonly startTrainer: StartTrainer;
  readonly onChange: (change: Change) => void;
}

/** Starts a worker with a copy of the digits. Rejects where it cannot be started. */
export async function createHand(digits: DigitData, {startTrainer, onChange}: HandOptions): Promise<Hand> {
  let state: Hand["state"] = "idle";
  let run: RunRecord | undefined;
  let checkpoint: Checkpoint | undefined;
  let trouble: string | undefined;
  let dead = false;
  let over: (end: End) => void = () => {};

  const trainer = startTrainer((news) => {
    if (news.type === "died") {
      dead = true;
      return finish("died");
    }
    if (!run) return;
    const change = enterNews(run, news);
    if (change) onChange(change);
    if (news.type === "checkpoint") checkpoint = news.checkpoint;
    else if (news.type === "waiting") enter("paused");
    else if (news.type === "failed") {
      trouble = news.message;
      finish("failed");
    } else if (news.type === "diverged") finish("diverged");
    else if (news.type === "done") finish(news.stopped ? "stopped" : "done");
  });

  function enter(next: Hand["state"]) {
    state = next;
    onChange("state");
  }

  function finish(end: End) {
    enter("idle");
    over(end);
  }

  const data = await trainer.take(digits);
  return {
    data,
    get state() {
      return state;
    },
    get run() {
      return run;
    },
    get checkpoint() {
      return checkpoint;
    },
    get trouble() {
      return trouble;
    },
    train(task) {
      ({run, from: checkpoint} = task);
      if (dead) return Promise.resolve("died");
      trainer.watch({weights: false, layers: false});
      trainer.start(task.settings, task.until, task.from);
      if (task.waits) trainer.pause();
      enter(task.waits ? "paused" : "training");
      return new Promise((resolve) => {
        over = resolve;
      });
    },
    pause() {
      if (state === "training") trainer.pause();
    },
    go(until) {
      if (state === "idle") return;
      trainer.go(until);
      enter("training");
    },
    stop: () => trainer.stop(),
    dispose() {
      trainer.dispose();
      over("left");
    }
  };
}
