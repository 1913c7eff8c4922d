import type {Checkpoint} from "./messages.js";

export type LabState = "idle" | "loading" | "training" | "paused" | "done" | "error";

/** Whether a run is going on, or about to. */
export const isBusy = (state: LabState): boolean => state === "loading" || state === "training" || state === "paused";

/** Why the lab is in the state "error". */
export type Trouble =
  | {readonly kind: "data"; readonly message: string}
  | {readonly kind: "settings"; readonly message: string}
  | {readonly kind: "died"; readonly message: string; readonly checkpoint: Checkpoint | undefined}
  | {readonly kind: "diverged"; readonly step: number; readonly layer: string | undefined};

/** Every kind of change there is. */
export const changes = [
  "state",
  "progress",
  "data",
  "run",
  "steps",
  "evaluation",
  "probe",
  "weights",
  "runs",
  "working"
] as const;

/** What changed; the lab's figures redraw what depends on it. */
export type Change = (typeof changes)[number];
