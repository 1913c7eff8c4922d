import {element} from "../element.js";
import type {LabState} from "./control.js";

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
  const stop = element("button", {type: "button", disabled: true}, text.stop);
  let forbidden = false;
  main.addEventListener("click", () => actions.main());
  step.addEventListener("click", () => actions.step());
  epoch.addEventListener("click", () => actions.epoch());
  stop.addEventListener("click", () => actions.stop());
  return {
    node: element("div", {class: "run-buttons"}, main, step, epoch, stop),
    show(state: LabState) {
      main.textContent = text.main[state];
      main.disabled = forbidden || state === "loading";
      step.disabled = epoch.disabled = forbidden || state === "loading" || state === "training";
      stop.disabled = !["loading", "training", "paused"].includes(state);
    },
    /** Nothing can be trained here. */
    forbid() {
      forbidden = true;
      main.disabled = step.disabled = epoch.disabled = true;
    }
  };
}
