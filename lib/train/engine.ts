import type {Dataset} from "../data/dataset.js";
import type {Model} from "../nn/sequential.js";
import type {Rule, Settings, State} from "../optim/rule.js";
import type {LossName} from "./loss.js";
import type {Memory} from "./memory.js";

/** All that an engine needs to know before the first step. */
export interface EngineSetup {
  readonly model: Model;
  readonly data: Dataset;
  readonly loss: LossName;
  readonly rule: Rule;
  /** Settings at the start; each step gets the current ones. */
  readonly settings: Settings;
  /** Largest batch. */
  readonly batchSize: number;
  readonly seed: number;
}

/** What does the arithmetic of training. The tape is the reference; a fused plan does the same faster. */
export interface Engine {
  /** "tape", or the level of the kernels: "relaxed-simd", "simd", "typescript". */
  readonly name: string;
  /**
   * Mean loss of the batch before the update, and then the update of the parameters. If the loss is not finite the
   * parameters stay as they are. `indices` are example numbers; their count may be less than `batchSize`.
   */
  step(indices: ArrayLike<number>, settings: Settings): number;
  /** How many examples of the last step had their largest output at their label; undefined for regression. */
  correct(): number | undefined;
  /** A copy of the optimizer's state, in the model's order; of a fused update only what is meant to be read. After `dispose` it is what it was. */
  state(): Readonly<Partial<State>> | undefined;
  /** Copies what it keeps from step to step besides the parameters; `recall` on another engine goes on from there, bit for bit. Not after `dispose`. */
  memory(): Memory;
  /** @throws `recall: mismatched memory: …` where it is another rule's, or of another size */
  recall(memory: Memory): void;
  /** Brings `model.parameters` up to date, for an engine that keeps its own. Called before anybody looks. */
  sync(): void;
  dispose?(): void;
}

/** Makes an engine, or undefined where this kind cannot serve the setup; the tape then does. */
export type EngineFactory = (setup: EngineSetup) => Engine | undefined;
