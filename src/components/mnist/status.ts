import {element} from "../element.js";

const text = {
  progress: "Progress",
  cells: ["Test accuracy", "Training loss", "Samples per second", "Time left"],
  none: "–",
  /** Which kernels compute. */
  kernels: {
    "relaxed-simd": "kernels: relaxed SIMD",
    simd: "kernels: SIMD",
    typescript: "kernels: plain TypeScript",
    tape: "no kernels: the tape"
  } as Record<string, string>
};

const integer = (n: number) => Math.round(n).toLocaleString("en-US");

/** "12 s", "3 min 05 s", and from ten minutes on, which nobody counts in seconds, "11 min". */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s >= 600) return `${Math.round(s / 60)} min`;
  return s < 60 ? `${s} s` : `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, "0")} s`;
}

/** A sentence; whether it is bad news; and what is read aloud, where that is less. */
export interface Said {
  readonly text: string;
  readonly kind: "" | "error";
  readonly aloud?: string;
}

/** Which of the cells has the speed. */
const SPEED = 2;

export interface RunNumbers {
  readonly loss: number | undefined;
  readonly accuracy: number | undefined;
  readonly samplesPerSecond: number;
  /** The engine's name, empty before a run. */
  readonly kernel: string;
  /** Seconds; undefined where nothing runs. */
  readonly left: number | undefined;
}

/** The progress bar, one sentence and four numbers. Nothing moves when a number grows. */
export function statusView() {
  const bar = element("progress", {max: 1, value: 0, "aria-label": text.progress});
  const message = element("p", {class: "run-message"});
  // Read aloud instead of the message, which counts steps many times a second.
  const spoken = element("p", {class: "spoken", role: "status"});
  const rescue = element("button", {type: "button", class: "small rescue", hidden: true});
  const values = text.cells.map(() => element("dd", {}, text.none));
  const kernels = element("dd", {class: "kernel"});
  const cells = text.cells.map((name, i) =>
    element("div", {}, element("dt", {}, name), values[i], ...(i === SPEED ? [kernels] : []))
  );
  const numbers = element("dl", {class: "run-numbers"}, ...cells);
  let onRescue: (() => void) | undefined;
  rescue.addEventListener("click", () => onRescue?.());
  return {
    node: element(
      "div",
      {class: "run-status"},
      bar,
      element("div", {class: "run-say"}, message, rescue),
      spoken,
      numbers
    ),
    say({text: sentence, kind, aloud = sentence}: Said) {
      if (message.textContent !== sentence) message.textContent = sentence;
      if (spoken.textContent !== aloud) spoken.textContent = aloud;
      message.dataset.kind = kind;
    },
    /** Offers one way out, or none. */
    offer(label: string | undefined, act?: () => void) {
      rescue.hidden = label === undefined;
      rescue.textContent = label ?? "";
      onRescue = act;
    },
    progress(fraction: number) {
      bar.value = fraction;
    },
    show({loss, accuracy, samplesPerSecond, kernel, left}: RunNumbers) {
      const shown = [
        accuracy === undefined ? text.none : `${(100 * accuracy).toFixed(2)} %`,
        loss === undefined ? text.none : loss.toPrecision(3),
        samplesPerSecond > 0 ? integer(samplesPerSecond) : text.none,
        left === undefined ? text.none : duration(left)
      ];
      const engine = text.kernels[kernel] ?? "";
      if (kernels.textContent !== engine) kernels.textContent = engine;
      shown.forEach((s, i) => {
        if (values[i].textContent !== s) values[i].textContent = s;
      });
    }
  };
}
