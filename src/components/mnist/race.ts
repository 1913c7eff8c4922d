import type {Control} from "./control.js";
import type {End, Hand} from "./hand.js";
import type {Checkpoint} from "./messages.js";
import {nameOf} from "./run-name.js";
import type {RunRecord} from "./run-record.js";
import {type LabSettings, suitable} from "./settings.js";

/** Several optimizers, all else the same: seed (so weights and batches), network, epochs. */
export interface Race {
  readonly on: boolean;
  /** Runs that wait for a worker. */
  readonly left: number;
  /** Trains each rule, `atOnce` of them at a time, each in a worker of its own. Resolves when all is over. */
  start(rules: readonly string[], atOnce: number): Promise<void>;
  /** Steps of all its runs, and how many are made; undefined without a race. */
  progress(): {readonly step: number; readonly steps: number} | undefined;
}

/** One that waits; or that goes on from an epoch, since its worker died. */
interface Entry {
  readonly settings: LabSettings;
  readonly resume?: {readonly run: RunRecord; readonly checkpoint: Checkpoint | undefined};
}

/** A race on the lab's control; `settings` gives what all have in common. */
export function createRace(control: Control, settings: () => LabSettings): Race {
  let queue: Entry[] = [];
  let entries = 0;
  let begun = new Set<RunRecord>();

  /** Trains what waits, one after another, until nothing does, or somebody stops it. Resolves with how the last one ended. */
  async function lane(train: (entry: Entry) => Promise<End>): Promise<End> {
    for (let entry = queue.shift(); entry; entry = queue.shift()) {
      const end = await train(entry);
      if (end === "done" || end === "diverged") continue;
      // Without its worker only this lane ends.
      if (end !== "died") queue = [];
      return end;
    }
    return "done";
  }

  const own = ({settings, resume}: Entry) =>
    control.train(settings, {
      name: nameOf(settings),
      waits: control.held,
      ...(resume && {resume: resume.run, from: resume.checkpoint}),
      onBegin: (run) => begun.add(run)
    });

  const by = (hand: Hand) => async (entry: Entry) => {
    const {resume} = entry;
    const run = resume?.run ?? control.begin(entry.settings, nameOf(entry.settings), hand.data);
    begun.add(run);
    const {settings} = entry;
    const end = await hand.train({run, settings, until: "end", from: resume?.checkpoint, waits: control.held});
    if (end === "died") {
      // Another worker takes it up where this one left it.
      control.rewind(run, hand.checkpoint);
      queue.unshift({settings, resume: {run, checkpoint: hand.checkpoint}});
    }
    return end;
  };

  return {
    get on() {
      return entries > 0;
    },
    get left() {
      return queue.length;
    },
    async start(rules, atOnce) {
      if (entries > 0 || !rules.length) return;
      const common = settings();
      queue = rules.map((rule) => ({
        // The rule that is set keeps its settings; the others get what suits them here.
        settings: {...common, optimizer: rule, hyper: common.optimizer === rule ? common.hyper : suitable(rule)}
      }));
      entries = queue.length;
      begun = new Set();
      control.held = false;
      try {
        const first = lane(own);
        await control.hire(Math.min(atOnce, rules.length) - 1, common.examples);
        await Promise.all([first, ...control.hands.map((hand) => lane(by(hand)))]);
        // What a dead worker left behind. Where it was the lab's own, the page offers to go on with its run instead.
        if ((await first) !== "died") await lane(own);
      } finally {
        entries = 0;
        queue = [];
        control.dismiss();
      }
    },
    progress() {
      if (!entries) return undefined;
      const runs = [...begun];
      const each = runs[0]?.steps ?? 0;
      return {step: runs.reduce((sum, run) => sum + (run.diverged ? run.steps : run.step), 0), steps: entries * each};
    }
  };
}
