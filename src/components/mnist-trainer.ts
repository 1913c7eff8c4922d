import type {Dataset} from "../lib/data/dataset.js";

/** What the reader chooses before a run. */
export interface RunSettings {
  optimizer: string;
  learningRate: number;
  batchSize: number;
  epochs: number;
}

/** What the lab hears from a run. */
export interface TrainerEvents {
  /** Which kernels do the arithmetic: "relaxed-simd", "simd", "typescript". */
  ready(kernel: string): void;
  /** Steps done since the last call; `step` and `epoch` (with its fraction) count from the start. */
  steps(report: {step: number; epoch: number; losses: ArrayLike<number>; samplesPerSecond: number}): void;
  /** An epoch (from 1) is over and the test set was evaluated. */
  epoch(report: {epoch: number; loss: number; accuracy: number}): void;
  done(): void;
  diverged(report: {step: number; loss: number; reason: string}): void;
  /** The worker failed or died. */
  failed(message: string): void;
}

/** A network being trained somewhere else: the lab's view of the worker. */
export interface Trainer {
  start(data: {train: Dataset; test: Dataset}, settings: RunSettings): void;
  pause(): void;
  resume(): void;
  /** Ends the run; the network stays and still predicts. */
  stop(): void;
  setLearningRate(value: number): void;
  /** Ten probabilities for one 28×28 image of bytes. */
  predict(image: Uint8Array): Promise<ArrayLike<number>>;
  dispose(): void;
}

export type StartTrainer = (events: TrainerEvents) => Trainer;
