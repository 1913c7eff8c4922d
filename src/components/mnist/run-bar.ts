import {element} from "../element.js";
import {offSwitch} from "../off-switch.js";
import {isBusy, type LabState} from "./lab-state.js";

const text = {
  main: {
    idle: "Train",
    loading: "Loading",
    training: "Pause",
    paused: "Resume",
    done: "Train again",
    error: "Start again"
  } satisfies Record<LabState, string>,
  step: "Step",
  epoch: "Epoch",
  stop: "Stop",
  stepTitle: "One update, then wait",
  epochTitle: "Until each training digit was used once more, then wait"
};

export interface RunBarActions {
  main(): void;
  step(): void;
  epoch(): void;
  stop(): void;
}

/** The buttons of a run: train / pause / resume, one step, one epoch, stop. */
export function runBar(actions: RunBarActions) {
  const main = element("button", {type: "button", class: "primary"}, text.main.idle);
  const step = element("button", {type: "button", title: text.stepTitle}, text.step);
  const epoch = element("button", {type: "button", title: text.epochTitle}, text.epoch);
  const stop = element("button", {type: "button"}, text.stop);
  const [noMain, noStep, noEpoch, noStop] = [main, step, epoch, stop].map(offSwitch);
  let forbidden = false;
  main.addEventListener("click", () => actions.main());
  step.addEventListener("click", () => actions.step());
  epoch.addEventListener("click", () => actions.epoch());
  stop.addEventListener("click", () => actions.stop());
  return {
    node: element("div", {class: "run-buttons"}, main, step, epoch, stop),
    show(state: LabState) {
      main.textContent = text.main[state];
      const waits = forbidden || state === "loading";
      noMain(waits);
      noStep(waits || state === "training");
      noEpoch(waits || state === "training");
      noStop(!isBusy(state));
    },
    /** Nothing can be trained here. */
    forbid() {
      forbidden = true;
      for (const button of [main, step, epoch, stop]) button.disabled = true;
    }
  };
}
