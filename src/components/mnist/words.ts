import {rules} from "../../lib/optim/index.js";
import type {Control} from "./control.js";
import {accuracyOf, type RunRecord} from "./run-record.js";
import {sentence} from "./slow-answer.js";
import type {Said} from "./status.js";

/** What the lab says in each of its states. */
const text = {
  idle: "Press Train. Nothing is loaded before you do.",
  loading: (what: string, done: number) => (what ? `${what}: ${Math.round(100 * done)} %` : "Starting the worker"),
  training: (epoch: number, epochs: number, step: string, steps: string) =>
    `Epoch ${epoch} of ${epochs}, step ${step} of ${steps}`,
  racing: (runs: readonly string[], epochs: number) => `Racing, of ${epochs} epochs each: ${runs.join(", ")}`,
  epoch: (epoch: number, epochs: number) => `Epoch ${epoch} of ${epochs}`,
  race: (runs: number) => `Racing, ${runs} at once`,
  racer: (name: string, epoch: number) => `${name} in epoch ${epoch}`,
  paused: (step: string) => `Paused at step ${step}. You can change the learning rate, or go one step or one epoch.`,
  done: (percent: string) => `Trained. ${percent} of the test digits are right. Draw one below.`,
  stopped: (percent: string) => `Stopped. ${percent} of the test digits are right. Draw one below.`,
  data: (message: string) => `The digits could not be loaded, so nothing was trained. ${message}`,
  settings: (message: string) => `These settings do not work together. ${message}`,
  died: (message: string, epoch: number | undefined) =>
    `The worker that trains has died: ${message}. ${
      epoch
        ? `Epoch ${epoch} was kept, with all that the optimizer remembers: go on from there, and the run ends as it would have. The steps after it are made again.`
        : "No epoch was finished, so nothing is kept of this run; start again."
    }`,
  diverged: (step: string, layer: string | undefined, alpha: string) =>
    `The loss left the range of numbers at step ${step}${
      layer ? `, first in layer ${layer}` : ""
    }. Each update overshot by more than the last. A learning rate of ${alpha} is too large here: try a tenth, or a warm-up.`
};

const count = (n: number) => n.toLocaleString("en-US");

/** The sentence for the lab's state, and whether it is bad news. */
export function sayState(control: Control): Said {
  const {state, run, progress, trouble, stopped} = control;
  switch (state) {
    case "idle":
      return {text: text.idle, kind: ""};
    case "loading":
      return {text: text.loading(progress.what, progress.done), kind: "", aloud: progress.what};
    case "training": {
      if (!run) return {text: "", kind: ""};
      const {epochs} = run.settings;
      const going = goingOn(control);
      if (control.hands.length) {
        const each = going.map((r) => text.racer(rules[r.settings.optimizer].label, epochOf(r)));
        return {text: text.racing(each, epochs), kind: "", aloud: text.race(each.length)};
      }
      const epoch = epochOf(run);
      const said = text.training(epoch, epochs, count(run.step), count(run.steps));
      return {text: said, kind: "", aloud: text.epoch(epoch, epochs)};
    }
    case "paused":
      return {text: text.paused(count(run?.step ?? 0)), kind: ""};
    case "done": {
      const accuracy = run && accuracyOf(run);
      const percent = accuracy === undefined ? "–" : `${(100 * accuracy).toFixed(2)} %`;
      return {text: (stopped ? text.stopped : text.done)(percent), kind: ""};
    }
    case "error":
      return {text: sayTrouble(trouble, run?.learningRate), kind: "error"};
  }
}

const epochOf = ({step, steps, stepsPerEpoch, settings}: RunRecord) =>
  step >= steps ? settings.epochs : Math.floor(step / stepsPerEpoch) + 1;

/** The runs that are not over: the one that is shown, and those of the hands. */
export function goingOn({run, hands}: Pick<Control, "run" | "hands">): RunRecord[] {
  const all = [run, ...hands.filter(({state}) => state !== "idle").map((hand) => hand.run)];
  return all.filter((r): r is RunRecord => r !== undefined && r.hash === undefined && !r.diverged);
}

function sayTrouble(trouble: Control["trouble"], alpha: number | undefined): string {
  switch (trouble?.kind) {
    case "data":
      return text.data(sentence(trouble.message));
    case "settings":
      return text.settings(sentence(trouble.message));
    case "died":
      return text.died(trouble.message, trouble.checkpoint?.epoch);
    case "diverged":
      return text.diverged(count(trouble.step), trouble.layer, Number((alpha ?? 0).toPrecision(2)).toString());
    default:
      return "";
  }
}
