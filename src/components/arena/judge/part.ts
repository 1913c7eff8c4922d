import type {Case} from "./case.js";

/** A part of the judge. */
export interface JudgePart {
  readonly node: HTMLDetailsElement;
  /** Takes over what is to be judged, with the steps that each descent gets; closed it does nothing. */
  show(now: Case, steps: number): void;
  dispose(): void;
}
