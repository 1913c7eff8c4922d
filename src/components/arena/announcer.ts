import type {Run} from "./state.js";
import {stepSummary, stops, summary} from "./summary.js";
import type {Trajectory} from "./trajectory.js";

/** What the arena knows of a moment when it is time to speak. */
export interface Told {
  readonly runs: readonly Run[];
  readonly selected: string;
  readonly step: number;
  readonly of: (id: string) => Trajectory;
  readonly playing: boolean;
}

/**
 * What is said of the runs: a single step, where all of them are when they hold, and each run that stops while they play;
 * not every step that they play.
 */
export function announcer(say: (words: string) => void) {
  let next: "step" | "result" | undefined;
  let why = "";
  /** Which runs have been said to have stopped. */
  let told = new Map<string, string>();
  return {
    /** A step was taken by hand: it is said when it is known. */
    step() {
      next = "step";
    },
    /** They hold: it is said where they are, after what made them hold. */
    held(reason: string) {
      next = "result";
      why = reason;
    },
    /** What was to be said is not. */
    drop() {
      next = undefined;
    },
    /** The moment is computed. */
    tell({runs, selected, step, of, playing}: Told) {
      const now = stops(runs, step, of);
      const fresh = [...now].filter(([id, message]) => told.get(id) !== message).map(([, message]) => message);
      told = now;
      if (next === "step") say(stepSummary(runs, selected, step, of));
      else if (next === "result") say(`${why} ${summary(runs, step, of)}`.trim());
      else if (playing && fresh.length) say(fresh.join(" "));
      next = undefined;
    }
  };
}
