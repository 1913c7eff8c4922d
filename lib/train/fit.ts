import type {Dataset} from "../data/dataset.js";
import type {Model} from "../nn/sequential.js";
import type {Optimizer, Settings, State} from "../optim/rule.js";
import {type AnySchedule, courseOf, scheduledSettings} from "../optim/schedules/schedule.js";
import {settingsOf} from "../optim/settings.js";
import {createRng} from "../rng.js";
import {findNonFinite} from "./divergence.js";
import type {Engine, EngineFactory, EngineSetup} from "./engine.js";
import {type Evaluation, evaluate} from "./evaluate.js";
import {fastEngine} from "./fast-engine.js";
import {type LossName, lossFor} from "./loss.js";
import type {Memory} from "./memory.js";
import {tapeEngine} from "./tape-engine.js";

/**
 * What training tells. `step` and `epoch` count from 1; losses are means over their examples, before the update;
 * `correct` counts the examples of the batch whose largest output was their label, and is absent for regression.
 */
export type FitEvent =
  | {readonly type: "step"; step: number; epoch: number; loss: number; samples: number; correct?: number}
  | {readonly type: "epoch"; epoch: number; steps: number; loss: number; validation?: Evaluation}
  | {readonly type: "done"; steps: number; epochs: number}
  | {readonly type: "diverged"; step: number; epoch: number; layer?: string; message: string};

export interface FitOptions {
  optimizer: Optimizer;
  /** `mse` for data with targets, otherwise `crossEntropy`. */
  loss?: LossName;
  batchSize?: number;
  epochs?: number;
  /** Of the shuffling and of dropout. */
  seed?: number;
  validation?: Dataset;
  /** Reshuffle before each epoch; on unless told. */
  shuffle?: boolean;
  /**
   * How the learning rate goes, from the one that was set: a schedule, or a function of the step (from 1) and that rate.
   * One that cycles momentum sets `beta`, `momentum` or `beta1`; one that waits for a plateau hears the validation loss of
   * each epoch, or the mean loss without validation.
   */
  schedule?: AnySchedule;
  /** What does the arithmetic; `fastEngine` unless told. The tape serves what it cannot. */
  engine?: EngineFactory;
  /**
   * Goes on after so many epochs of a run with the same options, whose parameters and running statistics the model has. With what
   * `memory()` gave there, the rest is the same, bit for bit; without it the optimizer starts anew. Steps and epochs
   * count from the start of the first run. A schedule that waits for a plateau forgets what it heard.
   */
  from?: {readonly epoch: number; readonly memory?: Memory};
}

/** A run of training: iterate over it for its events. Nothing is computed ahead of what is asked for. */
export interface Run extends AsyncIterableIterator<FitEvent> {
  /** Name of the engine: "relaxed-simd", "simd", "typescript" or "tape". */
  readonly engine: string;
  /** Changes hyperparameters from the next step on. Throws for unknown names and values. */
  set(changes: Settings): void;
  /**
   * The optimizer's state, in the model's order; of an update by kernels only what is meant to be read, such as the
   * average of `withAveraging`. Undefined where there is nothing.
   */
  state(): Readonly<Partial<State>> | undefined;
  /** A copy of what the optimizer and dropout keep from step to step, for `from` of a run that is to go on. Ask before the end. */
  memory(): Memory;
  /** Brings `model.parameters` up to date in mid-epoch; at the end of an epoch they are. */
  sync(): void;
}

/**
 * Trains a model in place. Each epoch visits every example once, in a fresh order; the last batch may be short, and its
 * gradient is the mean over its own size. Stops at the first loss that is not finite, before it can reach the weights.
 */
export function fit(model: Model, data: Dataset, options: FitOptions): Run {
  const {optimizer, batchSize = 32, epochs = 1, seed = 1, schedule, validation} = options;
  for (const [noun, n] of Object.entries({batchSize, epochs}))
    if (!Number.isInteger(n) || n < 1) throw new Error(`fit: invalid ${noun}: ${n}; expected a positive integer`);
  if (!data.count) throw new Error("fit: missing examples; expected at least one");
  const begun = options.from?.epoch ?? 0;
  if (!Number.isInteger(begun) || begun < 0 || begun > epochs)
    throw new Error(`fit: invalid epoch to go on from: ${begun}; expected an integer from 0 to ${epochs}`);
  const loss = lossFor(data, model, options.loss, "fit");
  if (validation) lossFor(validation, model, loss, "fit");
  let settings = optimizer.settings;
  const setup: EngineSetup = {model, data, loss, rule: optimizer.rule, settings, batchSize, seed};
  const engine: Engine = (options.engine ?? fastEngine)(setup) ?? tapeEngine(setup);
  if (options.from?.memory) engine.recall(options.from.memory);

  async function* events(): AsyncGenerator<FitEvent, undefined> {
    // Apart from the seed of the weights, so that order and weights are unrelated.
    const rng = createRng(seed ^ 0x5bd1e995);
    const order = Uint32Array.from({length: data.count}, (_, i) => i);
    const course = schedule && courseOf(schedule);
    const shuffle = options.shuffle ?? true;
    // The orders of the epochs before are drawn too, so that the next ones are what they would have been.
    for (let epoch = 0; shuffle && epoch < begun; ++epoch) rng.permutation(data.count, order);
    let step = begun * Math.ceil(data.count / batchSize);
    try {
      for (let epoch = begun + 1; epoch <= epochs; ++epoch) {
        if (shuffle) rng.permutation(data.count, order);
        let total = 0;
        for (let start = 0; start < data.count; start += batchSize) {
          const indices = order.subarray(start, Math.min(start + batchSize, data.count));
          step++;
          const value = engine.step(indices, course ? scheduledSettings(settings, course, step - 1) : settings);
          if (!Number.isFinite(value)) {
            engine.sync();
            yield diverged(model, data, indices, {step, epoch, value});
            return;
          }
          total += value * indices.length;
          const correct = engine.correct();
          yield {
            type: "step",
            step,
            epoch,
            loss: value,
            samples: indices.length,
            ...(correct !== undefined && {correct})
          };
        }
        engine.sync();
        const mean = total / data.count;
        const validated = validation && evaluate(model, validation, {loss});
        course?.observe?.(validated?.loss ?? mean, Number(settings.learningRate));
        yield {type: "epoch", epoch, steps: step, loss: mean, ...(validated && {validation: validated})};
      }
      yield {type: "done", steps: step, epochs};
    } finally {
      engine.sync();
      engine.dispose?.();
    }
  }

  return Object.assign(events(), {
    engine: engine.name,
    set(changes: Settings) {
      settings = settingsOf(optimizer.rule, {...settings, ...changes});
    },
    state: () => engine.state(),
    memory: () => engine.memory(),
    sync: () => engine.sync()
  });
}

function diverged(
  model: Model,
  data: Dataset,
  indices: Uint32Array,
  {step, epoch, value}: {step: number; epoch: number; value: number}
): FitEvent {
  const layer = findNonFinite(model, data, indices);
  const where = layer === undefined ? "" : `, first in layer ${layer}`;
  return {
    type: "diverged",
    step,
    epoch,
    ...(layer !== undefined && {layer}),
    message: `fit: invalid loss: ${value} at step ${step}${where}; expected a finite number, so try a smaller learning rate`
  };
}
