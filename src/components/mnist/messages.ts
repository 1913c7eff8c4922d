import type {Settings} from "../../lib/optim/index.js";
import type {Memory} from "../../lib/train/index.js";
import type {DigitData} from "./digits.js";
import type {Answers, Questions} from "./questions.js";
import type {ScheduleName} from "./schedule.js";
import type {LabSettings} from "./settings.js";

/** Where a run goes on from after its worker died, or from a file. */
export interface Checkpoint {
  /** Epochs behind these weights. */
  readonly epoch: number;
  readonly weights: Float32Array;
  /** What the optimizer and dropout keep from step to step; with it the run goes on as if nothing had happened. */
  readonly memory?: Memory;
}

/** How far to go before waiting again. */
export type Until = "end" | "step" | "epoch" | "none";

/** The page's orders to the worker; those for data and runs carry a number, which the news of these carry back. */
export type Order =
  | ({readonly type: "load"; readonly id: number} & SiteData)
  | {readonly type: "own"; readonly id: number; readonly files: readonly File[]}
  | {readonly type: "take"; readonly id: number; readonly digits: DigitData}
  | {
      readonly type: "start";
      readonly run: number;
      readonly settings: LabSettings;
      readonly until: Until;
      readonly from?: Checkpoint;
    }
  | {readonly type: "go"; readonly until: Until}
  | {readonly type: "pause"}
  | {readonly type: "stop"}
  | {readonly type: "set"; readonly hyper?: Settings; readonly schedule?: ScheduleName}
  | {readonly type: "watch"; readonly what: Watch}
  | {readonly type: "ping"}
  | {readonly [K in keyof Questions]: {type: "ask"; id: number; what: K; args: Questions[K]}}[keyof Questions];

/** What the page wants to be shown while the run lasts; what it does not watch costs nothing. */
export interface Watch {
  readonly weights: boolean;
  readonly layers: boolean;
}

/** Data that the site has, or that the worker draws. */
export interface SiteData {
  readonly source: "mnist" | "synthetic";
  readonly urls: DataUrls;
}

/** Addresses of the two packs. */
export interface DataUrls {
  readonly train: string;
  readonly test: string;
}

export interface DataReport {
  readonly source: "mnist" | "synthetic" | "file";
  readonly train: number;
  readonly test: number;
  readonly shape: readonly number[];
  readonly classes: number;
}

/** Steps since the last report; `step` and `epoch` (with its fraction) count from the start. */
export interface StepsReport {
  readonly step: number;
  readonly epoch: number;
  readonly losses: Float32Array;
  /** Seconds of training so far, pauses left out. */
  readonly seconds: number;
  readonly samplesPerSecond: number;
  readonly learningRate: number;
}

/** The whole test set and a part of the training set, evaluated. */
export interface EvaluationReport {
  readonly step: number;
  readonly epoch: number;
  readonly seconds: number;
  /** Whether an epoch ended here. */
  readonly whole: boolean;
  readonly test: {readonly loss: number; readonly accuracy: number};
  readonly train: {readonly loss: number; readonly accuracy: number};
  /** confusion[10·label + answer]: how many test digits. */
  readonly confusion: Uint32Array;
}

/** One weight-carrying layer at one step. */
export interface LayerProbe {
  /** "layer 1 (dense)". */
  readonly name: string;
  readonly gradientNorm: number;
  /** ‖Δ‖ / ‖W‖ of one step. */
  readonly updateRatio: number;
  /** Share of units that answer nothing (or, for tanh and sigmoid, are pinned) on every probe digit. */
  readonly dead: number;
}

export interface ProbeReport {
  readonly step: number;
  readonly layers: readonly LayerProbe[];
}

/** Images of the first layer's weights: bytes, 128 is zero, one image a unit. */
export interface WeightsReport {
  readonly side: number;
  readonly count: number;
  readonly pixels: Uint8Array;
}

/** The worker's news; what is about a run carries its number. */
export type News = {readonly run?: number} & Report;

type Report =
  | {readonly type: "progress"; readonly what: string; readonly done: number}
  | {readonly type: "data"; readonly id: number; readonly data: DataReport}
  | {readonly type: "dataError"; readonly id: number; readonly message: string}
  | {readonly type: "ready"; readonly kernel: string; readonly parameters: number}
  | ({readonly type: "steps"} & StepsReport)
  | ({readonly type: "evaluation"} & EvaluationReport)
  | ({readonly type: "probe"} & ProbeReport)
  | ({readonly type: "weights"} & WeightsReport)
  | {readonly type: "checkpoint"; readonly checkpoint: Checkpoint}
  | {readonly type: "waiting"}
  | {readonly type: "done"; readonly hash: string; readonly stopped: boolean}
  | {readonly type: "diverged"; readonly step: number; readonly layer?: string}
  | {readonly type: "failed"; readonly message: string}
  | {readonly type: "pong"}
  /** How far a slow answer is. */
  | {readonly type: "working"; readonly what: keyof Questions; readonly done: number}
  | {readonly type: "answer"; readonly id: number; readonly value?: Answers[keyof Answers]; readonly error?: string};
