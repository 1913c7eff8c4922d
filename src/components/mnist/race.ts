import type {Control} from "./control.js";
import {nameOf} from "./run-name.js";
import {type LabSettings, suitable} from "./settings.js";

/** Several optimizers in turn, all else the same: seed (so weights and batches), network, epochs. */
export interface Race {
  /** The rule that is running; undefined when there is no race. */
  readonly now: string | undefined;
  /** How many wait. */
  readonly left: number;
  start(rules: readonly string[]): void;
  /** To be told each new state of the lab. */
  follow(): void;
}

/** A race on the lab's control; `settings` gives what all have in common. */
export function createRace(control: Control, settings: () => LabSettings): Race {
  let queue: string[] = [];
  let now: string | undefined;

  function next() {
    now = queue.shift();
    if (now === undefined) return;
    const common = settings();
    // The rule that is set keeps its settings; the others get what suits them here.
    const hyper = common.optimizer === now ? common.hyper : suitable(now);
    const own = {...common, optimizer: now, hyper};
    void control.train(own, {name: nameOf(own)});
  }

  return {
    get now() {
      return now;
    },
    get left() {
      return queue.length;
    },
    start(rules) {
      queue = [...rules];
      next();
    },
    follow() {
      if (now === undefined) return;
      const {state, trouble, stopped} = control;
      const over = state === "done" || (state === "error" && trouble?.kind === "diverged");
      if (over && !stopped) next();
      else if (over || state === "error" || state === "idle") {
        queue = [];
        now = undefined;
      }
    }
  };
}
