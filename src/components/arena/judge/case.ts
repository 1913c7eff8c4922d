import type {Surface} from "../../../lib/index.js";
import {type ArenaState, lastLeg, type Run} from "../state.js";
import type {Viewport} from "../viewport.js";
import type {Ground} from "./messages.js";

/** What is to be judged. */
export interface Case {
  readonly state: ArenaState;
  readonly surface: Surface;
  /** What the map shows. */
  readonly view: Viewport;
}

/** The surface as it can be sent; the formula is the one in force, not the one that is being typed. */
export const groundOf = ({state, surface}: Case): Ground => ({
  surface: surface.id,
  condition: surface.id === "ravine" ? state.condition : 1,
  formula: surface.id === "formula" ? surface.source : ""
});

export const selectedOf = ({state: {runs, selected}}: Case): Run => runs.find(({id}) => id === selected)!;

export const visibleOf = ({state: {runs}}: Case): readonly Run[] => runs.filter(({hidden}) => !hidden);

const text = {
  noise: " The gradient is exact here: the noise that is switched on above is left out.",
  fork: " A run that was forked is taken with its last settings from the start."
};

/** What of a case the judge leaves out, in words. */
export function leftOut({state: {noise}}: Case, runs: readonly Run[]): string {
  return (noise.kind === "none" ? "" : text.noise) + (runs.some(({legs}) => legs.length > 1) ? text.fork : "");
}

/** The settings in force at the end of a run, and its rule. */
export const finalLeg = (run: Run) => {
  const {rule, settings} = lastLeg(run);
  return {rule, settings};
};
