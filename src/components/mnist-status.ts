import {element} from "./element.js";

const integer = (n: number) => Math.round(n).toLocaleString("en-US");

/** "12 s", "3 min 05 s". */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  return s < 60 ? `${s} s` : `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, "0")} s`;
}

export interface RunNumbers {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number | undefined;
  readonly accuracy: number | undefined;
  readonly samplesPerSecond: number;
  /** Samples still to come. */
  readonly samplesLeft: number;
}

/** The progress bar and the four numbers of a run. Nothing moves when a number grows. */
export function mnistStatus() {
  const bar = element("progress", {max: 1, value: 0, "aria-label": "Progress"});
  const message = element("p", {class: "run-message", role: "status"});
  const cell = (name: string) => {
    const value = element("dd", {}, "–");
    return {value, node: element("div", {}, element("dt", {}, name), value)};
  };
  const [accuracy, loss, speed, left] = ["Test accuracy", "Training loss", "Samples per second", "Time left"].map(cell);
  const numbers = element("dl", {class: "run-numbers"}, accuracy.node, loss.node, speed.node, left.node);
  return {
    node: element("div", {class: "run-status"}, bar, message, numbers),
    say(text: string, kind: "" | "error" = "") {
      message.textContent = text;
      message.dataset.kind = kind;
    },
    progress(fraction: number) {
      bar.value = fraction;
    },
    show(run: RunNumbers, running: boolean) {
      bar.value = run.step / Math.max(1, run.steps);
      accuracy.value.textContent = run.accuracy === undefined ? "–" : `${(100 * run.accuracy).toFixed(2)} %`;
      loss.value.textContent = run.loss === undefined ? "–" : run.loss.toPrecision(3);
      speed.value.textContent = run.samplesPerSecond > 0 ? integer(run.samplesPerSecond) : "–";
      left.value.textContent =
        running && run.samplesPerSecond > 0 ? duration(run.samplesLeft / run.samplesPerSecond) : "–";
      if (running)
        message.textContent = `Epoch ${Math.min(run.epochs, Math.floor(run.epoch) + 1)} of ${run.epochs}, step ${integer(run.step)} of ${integer(run.steps)}`;
    }
  };
}
