import {type Dataset, exampleSize, take} from "../../lib/data/dataset.js";
import {hashOf, type Model} from "../../lib/nn/index.js";
import {optimizer, type Settings} from "../../lib/optim/index.js";
import {type FitEvent, fit, type Run} from "../../lib/train/index.js";
import type {DigitData} from "./digits.js";
import {type Evaluated, evaluator, TRAIN_SAMPLE} from "./evaluation.js";
import type {Checkpoint, News, Until, Watch} from "./messages.js";
import {modelOf} from "./network.js";
import {createProbe} from "./probe.js";
import {type ScheduleName, scheduled} from "./schedule.js";
import {type LabSettings, planOf} from "./settings.js";
import {weightImages} from "./weight-images.js";
import {type PathPoint, weightPath} from "./weight-path.js";

/** What a session gets from where it lives: a worker, or a test. */
export interface Host {
  post(news: News, transfer?: Transferable[]): void;
  /** Milliseconds on some clock. */
  now(): number;
  /** Lets messages in. */
  breathe(): Promise<void>;
}

/** Length of one slice of work between two looks at the letter box, in ms: about a frame. */
const SLICE = 14;
/** Least time between two looks inside (weight images, gradient norms), in ms. */
const LOOK = 250;

/** One run of training, sliced so that orders are heard between frames. */
export interface Session {
  readonly model: Model;
  readonly settings: LabSettings;
  /** What it learns from; others may have been loaded since. */
  readonly data: DigitData;
  /** Points of the path of the weights so far. */
  readonly path: readonly PathPoint[];
  step(): number;
  /** Probabilities for the test set at the last evaluation. */
  predictions(): Float32Array | undefined;
  /** Brings the model's parameters up to date. */
  sync(): void;
  go(until: Until): void;
  pause(): void;
  /** Ends the run; the network stays. */
  stop(): void;
  /** Resolves when nothing goes on in this run any more. */
  ended(): Promise<void>;
  set(change: {hyper?: Settings; schedule?: ScheduleName}): void;
  watch(what: Watch): void;
}

/** Sets a run up and posts what happens to it. Throws what `fit` throws for settings that do not fit. */
export function createSession(
  host: Host,
  data: DigitData,
  settings: LabSettings,
  {from, watch: firstWatch}: {from?: Checkpoint; watch: Watch}
): Session {
  const shape = {pixels: exampleSize(data.train), classes: data.train.classes};
  const model = modelOf(settings, shape);
  if (from && from.weights.length !== model.parameters.length)
    throw new Error(
      `session: mismatched weights: ${from.weights.length}; expected ${model.parameters.length}, for ${shape.pixels} pixels and ${shape.classes} classes`
    );
  if (from) model.parameters.set(from.weights);
  const begun = from?.epoch ?? 0;
  const train: Dataset = take(data.train, settings.examples || data.train.count);
  const {stepsPerEpoch, steps} = planOf(settings, train.count);
  let step = begun * stepsPerEpoch;
  /** Steps that this session did not make. */
  const first = step;
  let rate = scheduled(settings.schedule, steps);
  let learningRate = Number(settings.hyper.learningRate ?? Number.NaN);
  const run: Run = fit(model, train, {
    optimizer: optimizer(settings.optimizer, settings.hyper),
    loss: settings.loss,
    batchSize: settings.batchSize,
    epochs: settings.epochs,
    seed: settings.seed,
    schedule: (t, alpha) => {
      learningRate = rate(t, alpha);
      return learningRate;
    },
    from: {epoch: begun, ...(from?.memory && {memory: from.memory})}
  });
  const path = weightPath(model.parameters.length);
  path.add(step, model.parameters);
  let predictions: Float32Array | undefined;
  const onTest = evaluator(model, data.test, settings.loss);
  const onTrain = evaluator(model, take(train, TRAIN_SAMPLE), settings.loss);
  const probe = createProbe(model, train, settings);
  let watch = firstWatch;
  let mode: "waiting" | "running" | "ended" = "waiting";
  let until: Until = "end";
  let losses: number[] = [];
  let samples = 0;
  let busy = 0;
  let looked = -Infinity;
  let evaluationTook = 0;
  const quarter = Math.ceil(stepsPerEpoch / 4);
  /** Whether to evaluate within the epoch too: at each quarter, while that takes little beside the training. */
  const between = () =>
    step % stepsPerEpoch !== 0 &&
    (step % stepsPerEpoch) % quarter === 0 &&
    evaluationTook < (0.3 * busy * quarter) / Math.max(1, step - first);
  let epoch = begun;

  /** Posts the steps since the last time. */
  function flush() {
    if (!losses.length) return;
    const news = {
      type: "steps",
      step,
      epoch: step / stepsPerEpoch,
      losses: Float32Array.from(losses),
      seconds: busy / 1000,
      samplesPerSecond: busy > 0 ? (1000 * samples) / busy : 0,
      learningRate
    } as const;
    losses = [];
    host.post(news, [news.losses.buffer]);
  }

  async function evaluation(whole: boolean) {
    const started = host.now();
    run.sync();
    const test = await onTest(host.breathe);
    const sample = await onTrain(host.breathe);
    predictions = test.predictions;
    const score = ({loss, accuracy}: Evaluated) => ({loss, accuracy});
    const report = {test: score(test), train: score(sample), confusion: test.confusion};
    host.post({type: "evaluation", step, epoch: step / stepsPerEpoch, seconds: busy / 1000, whole, ...report});
    evaluationTook = host.now() - started;
  }

  /** Shows the first layer's weights, and what one step does to each layer. */
  async function look(): Promise<IteratorResult<FitEvent> | undefined> {
    looked = host.now();
    if (watch.weights) {
      run.sync();
      const images = weightImages(model);
      if (images) host.post({type: "weights", ...images}, [images.pixels.buffer]);
    }
    if (!watch.layers) return undefined;
    run.sync();
    const before = model.parameters.slice();
    const next = await run.next();
    run.sync();
    host.post({type: "probe", step: step + 1, layers: probe.layers(before)});
    return next;
  }

  async function loop() {
    let started = host.now();
    const clock = () => {
      const now = host.now();
      busy += now - started;
      started = now;
    };
    for (;;) {
      if (mode !== "running") break;
      let next: IteratorResult<FitEvent> | undefined;
      if (host.now() - looked > LOOK) {
        clock();
        next = await look();
        started = host.now();
      }
      next ??= await run.next();
      if (next.done) break;
      const event = next.value;
      if (event.type === "step") {
        step++;
        samples += event.samples;
        losses.push(event.loss);
        if (path.wants(step)) {
          run.sync();
          path.add(step, model.parameters);
        }
        if (between()) {
          clock();
          flush();
          await evaluation(false);
          started = host.now();
        }
        if (until === "step") mode = "waiting";
      } else if (event.type === "epoch") {
        clock();
        flush();
        epoch++;
        await evaluation(true);
        const weights = Float32Array.from(model.parameters);
        const memory = run.memory();
        const kept = (memory.arrays ?? []).map(({buffer}) => buffer);
        host.post({type: "checkpoint", checkpoint: {epoch, weights, memory}}, [weights.buffer, ...kept]);
        if (until === "epoch" && epoch < settings.epochs) mode = "waiting";
        started = host.now();
      } else if (event.type === "diverged") {
        mode = "ended";
        clock();
        flush();
        host.post({type: "diverged", step: event.step, layer: event.layer});
        await run.return?.();
        return;
      } else {
        clock();
        finish(false);
        await run.return?.();
        return;
      }
      if (host.now() - started >= SLICE) {
        clock();
        flush();
        await host.breathe();
        started = host.now();
      }
    }
    clock();
    flush();
    if (mode === "waiting") {
      run.sync();
      looked = -Infinity;
      host.post({type: "waiting"});
    }
  }

  function finish(stopped: boolean) {
    mode = "ended";
    flush();
    run.sync();
    path.add(step, model.parameters);
    const images = watch.weights ? weightImages(model) : undefined;
    if (images) host.post({type: "weights", ...images}, [images.pixels.buffer]);
    host.post({type: "done", hash: hashOf(model.parameters), stopped});
  }

  let working: Promise<void> = Promise.resolve();
  host.post({type: "ready", kernel: run.engine, parameters: model.parameters.length});
  return {
    model,
    settings,
    data,
    get path() {
      return path.points();
    },
    step: () => step,
    predictions: () => predictions,
    sync: () => run.sync(),
    go(next) {
      if (mode === "ended") return;
      until = next;
      if (next === "none") {
        working = working.then(() => evaluation(false)).then(() => host.post({type: "waiting"}));
        return;
      }
      if (mode === "running") return;
      mode = "running";
      working = working.then(loop).catch((error: unknown) => {
        mode = "ended";
        host.post({type: "failed", message: error instanceof Error ? error.message : String(error)});
      });
    },
    pause() {
      if (mode === "running") mode = "waiting";
    },
    stop() {
      if (mode === "ended") return;
      mode = "ended";
      working = working.then(async () => {
        await evaluation(false);
        finish(true);
        await run.return?.();
      });
    },
    ended: () => working,
    set({hyper, schedule: nextSchedule}) {
      if (hyper) run.set(hyper);
      if (nextSchedule) rate = scheduled(nextSchedule, steps);
    },
    watch(what) {
      watch = what;
      looked = -Infinity;
    }
  };
}
