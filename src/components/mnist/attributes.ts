import type {Control} from "./control.js";
import type {LabState} from "./lab-state.js";
import {accuracyOf} from "./run-record.js";

/** The lab's state as attributes of its root, so that tools can read it. Kept true while it runs. */
export function markLab(node: HTMLElement, source: string) {
  let longest = 0;
  const set = (name: string, value: string | number | undefined) => {
    if (value === undefined) node.removeAttribute(`data-${name}`);
    else if (node.getAttribute(`data-${name}`) !== String(value)) node.setAttribute(`data-${name}`, String(value));
  };
  const observer =
    typeof PerformanceObserver !== "undefined" && PerformanceObserver.supportedEntryTypes.includes("longtask")
      ? new PerformanceObserver((list) => {
          for (const {duration} of list.getEntries()) longest = Math.max(longest, Math.round(duration));
          set("longest-task-ms", longest);
        })
      : undefined;
  observer?.observe({type: "longtask"});
  set("source", source);
  set("step", 0);
  set("epoch", 0);
  set("longest-task-ms", observer ? 0 : undefined);
  return {
    update({state, run, data}: Control) {
      if (state === "loading" && node.dataset.state !== "loading") {
        // From the click on: what the page did before is not the run's.
        observer?.takeRecords();
        longest = 0;
        set("longest-task-ms", observer ? 0 : undefined);
      }
      set("state", state);
      if (data) set("source", data.source);
      const last = run?.evaluations.at(-1);
      set("step", run?.step ?? 0);
      set("epoch", run ? Math.floor(run.step / run.stepsPerEpoch) : 0);
      set("loss", run?.series.last()?.loss);
      set("samples-per-second", Math.round(run?.samplesPerSecond ?? 0));
      set("test-accuracy", run && accuracyOf(run));
      set("train-loss", last?.train.loss);
      set("train-accuracy", last?.train.accuracy);
      set("kernel", run?.kernel || undefined);
      set("run-hash", run?.hash);
    },
    state: (state: LabState) => set("state", state),
    preset: (id: string) => set("preset", id || undefined),
    prediction: (digit: number | undefined) => set("prediction", digit),
    dispose: () => observer?.disconnect()
  };
}
