import {accuracyChart} from "./accuracy-chart.js";
import {element} from "./element.js";
import {lossChart} from "./loss-chart.js";
import {lossSeries} from "./loss-series.js";
import {type DigitData, loadDigits} from "./mnist-data.js";
import {mnistDraw} from "./mnist-draw.js";
import {mnistSettings} from "./mnist-settings.js";
import {mnistStatus} from "./mnist-status.js";
import type {RunSettings, StartTrainer, Trainer} from "./mnist-trainer.js";

export interface LabOptions {
  /** Addresses of the two packs. */
  readonly urls: {readonly train: string; readonly test: string};
  /** What the site was built with. */
  readonly about: {
    readonly source: "mnist" | "synthetic";
    readonly train: number;
    readonly problems: readonly string[];
  };
  readonly startTrainer: StartTrainer;
}

type State = "idle" | "loading" | "training" | "paused" | "done" | "error";

/** The lab: one button that trains, what it shows while it does, and a square to try the network. */
export function mnistLab({urls, about, startTrainer}: LabOptions) {
  const series = lossSeries();
  const losses = lossChart(series);
  const accuracies = accuracyChart();
  const status = mnistStatus();
  let state: State = "idle";
  let settings: RunSettings;
  let trainer: Trainer | undefined;
  let loading: AbortController | undefined;
  let data: Promise<DigitData> | undefined;
  let results: number[] = [];
  let run = {step: 0, epoch: 0, samplesPerSecond: 0, kernel: "", count: 60_000};
  let frame = 0;

  const controls = mnistSettings((value) => {
    if (state === "training" || state === "paused") trainer?.setLearningRate(value);
  });
  const main = element("button", {type: "button", class: "primary"}, "Train");
  const stop = element("button", {type: "button", disabled: true}, "Stop");
  const note = element("p", {class: "data-note"});
  const draw = mnistDraw({
    predict: async (image) => (trainer && run.step > 0 ? trainer.predict(image).catch(() => undefined) : undefined),
    testDigits: () =>
      digits().then(
        ({test}) => test,
        () => undefined
      ),
    onPrediction: (digit) => mark("prediction", digit)
  });
  const node = element(
    "div",
    {class: "mnist-lab", "data-lab": "mnist"},
    element("div", {class: "run"}, element("div", {class: "run-buttons"}, main, stop), controls.node),
    status.node,
    element("div", {class: "charts"}, losses.node, accuracies.node),
    draw.node,
    note
  );

  /** The data, loaded once; a load that failed is tried again the next time. */
  function digits(): Promise<DigitData> {
    if (!data) {
      loading = new AbortController();
      data = loadDigits(urls, (what, done) => state === "loading" && sayLoading(what, done), loading.signal);
      data.then(
        ({source}) => tellSource(source),
        () => (data = undefined)
      );
    }
    return data;
  }

  function sayLoading(what: string, done: number) {
    status.progress(done);
    status.say(`${what}: ${Math.round(100 * done)} %`);
  }

  async function train() {
    settings = controls.value();
    trainer?.dispose();
    trainer = undefined;
    series.clear();
    results = [];
    run = {step: 0, epoch: 0, samplesPerSecond: 0, kernel: "", count: about.train || 20_000};
    enter("loading");
    status.show(numbers(), false);
    status.say("Loading the digits");
    try {
      const {train: examples, test} = await digits();
      if (state !== "loading") return;
      run.count = examples.count;
      losses.plan(steps(), steps() / settings.epochs);
      accuracies.show(results, settings.epochs);
      trainer = startTrainer(listeners());
      trainer.start({train: examples, test}, settings);
      enter("training");
      paint();
    } catch (error) {
      if (state === "loading") fail(`The digits could not be loaded. ${errorText(error)}`);
    }
  }

  const listeners = () => {
    const mine = {active: true};
    current.active = false;
    current = mine;
    const guard =
      <A extends unknown[]>(listen: (...args: A) => void) =>
      (...args: A) => {
        if (mine.active) listen(...args);
      };
    return {
      ready: guard((kernel: string) => {
        run.kernel = kernel;
        mark("kernel", kernel);
      }),
      steps: guard((report: {step: number; epoch: number; losses: ArrayLike<number>; samplesPerSecond: number}) => {
        series.push(Array.from(report.losses));
        Object.assign(run, {step: report.step, epoch: report.epoch, samplesPerSecond: report.samplesPerSecond});
        paint();
      }),
      epoch: guard(({accuracy}: {accuracy: number}) => {
        results.push(accuracy);
        accuracies.show(results, settings.epochs);
        paint();
        void draw.ask();
      }),
      done: guard(() => finish("Trained.")),
      diverged: guard(({step, loss, reason}: {step: number; loss: number; reason: string}) => {
        run.step = step;
        fail(
          `The loss left the range of numbers at step ${step.toLocaleString("en-US")} (${Number.isFinite(loss) ? loss.toPrecision(3) : "not a number"}): ${reason}. A learning rate of ${controls.value().learningRate} is too large here; try a tenth.`
        );
      }),
      failed: guard((message: string) => {
        trainer?.dispose();
        trainer = undefined;
        fail(`The worker that trains has stopped: ${message}. Nothing else is lost; start again.`);
      })
    };
  };
  let current = {active: false};

  function finish(how: string) {
    enter("done");
    const best = results.at(-1);
    paint();
    status.say(
      `${how} ${best === undefined ? `${run.step.toLocaleString("en-US")} steps done.` : `${(100 * best).toFixed(2)} % of the test digits are right.`} Draw one below.`
    );
    void draw.ask();
  }

  function fail(message: string) {
    enter("error");
    paint();
    status.say(message, "error");
  }

  const steps = () => settings.epochs * Math.ceil(run.count / settings.batchSize);
  const numbers = () => ({
    ...run,
    steps: steps(),
    epochs: settings.epochs,
    loss: series.smooth.at(-1),
    accuracy: results.at(-1),
    samplesLeft: (steps() - run.step) * settings.batchSize
  });

  /** Brings everything up to date, at most once a frame; the attributes at once, so that tools never read old ones. */
  function paint() {
    const n = numbers();
    mark("step", n.step);
    mark("epoch", results.length);
    mark("loss", n.loss);
    mark("samples-per-second", Math.round(n.samplesPerSecond));
    mark("test-accuracy", n.accuracy);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      losses.update();
      status.show(numbers(), state === "training");
    });
  }

  function mark(name: string, value: string | number | undefined) {
    if (value === undefined) node.removeAttribute(`data-${name}`);
    else node.setAttribute(`data-${name}`, String(value));
  }

  function enter(next: State) {
    state = next;
    mark("state", state);
    main.textContent = {
      idle: "Train",
      loading: "Loading",
      training: "Pause",
      paused: "Resume",
      done: "Train again",
      error: "Start again"
    }[state];
    main.disabled = state === "loading";
    stop.disabled = !["loading", "training", "paused"].includes(state);
    controls.lock(["loading", "training", "paused"].includes(state));
  }

  function tellSource(source: "mnist" | "synthetic") {
    mark("source", source);
    note.replaceChildren(
      source === "mnist"
        ? "Data: MNIST, 60,000 digits to train on and 10,000 to test."
        : "Data: synthetic digits, drawn by this page, because the site was built without MNIST. To have the real ones, build with a network, or with MNIST_DIR naming a folder that holds the four files.",
      ...about.problems.map((problem) => element("span", {class: "problem"}, problem))
    );
  }

  main.addEventListener("click", () => {
    if (state === "training") {
      trainer?.pause();
      enter("paused");
      status.show(numbers(), false);
      status.say(`Paused at step ${run.step.toLocaleString("en-US")}. You can change the learning rate and go on.`);
    } else if (state === "paused") {
      trainer?.resume();
      enter("training");
    } else void train();
  });
  stop.addEventListener("click", () => {
    if (state === "loading") {
      loading?.abort();
      data = undefined;
      enter("idle");
      status.progress(0);
      status.say("Loading was stopped.");
      return;
    }
    trainer?.stop();
    finish("Stopped.");
  });

  settings = controls.value();
  run.count = about.train || 20_000;
  losses.plan(steps(), steps() / settings.epochs);
  accuracies.show([], settings.epochs);
  tellSource(about.source);
  enter("idle");
  status.say("Press Train. Nothing is loaded before you do.");
  const missing = unsupported();
  if (missing) {
    main.disabled = true;
    fail(missing);
    main.disabled = true;
  }
  paint();

  return {
    node,
    dispose() {
      current.active = false;
      loading?.abort();
      trainer?.dispose();
      cancelAnimationFrame(frame);
      draw.dispose();
      losses.dispose();
      accuracies.dispose();
    }
  };
}

/** What this browser lacks that training needs, said with what works without it. */
function unsupported(): string | undefined {
  if (typeof Worker === "undefined")
    return "This browser does not let the page start a worker, so it cannot train here. The text, the programs and the drawing square (as the network would see it) still work.";
  return undefined;
}

const errorText = (error: unknown) => (error instanceof Error ? error.message : String(error));
