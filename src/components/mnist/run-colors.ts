import {hueVariable} from "../theme.js";
import type {RunRecord} from "./run-record.js";

/** A colour for each run: its optimizer's hue, paler each time that the same optimizer comes again. */
export function colorsOf(runs: readonly RunRecord[]): Map<RunRecord, string> {
  const seen = new Map<string, number>();
  // Newest first, so that the run that is going on has the full hue.
  return new Map(
    [...runs].reverse().map((run) => {
      const {optimizer} = run.settings;
      const nth = seen.get(optimizer) ?? 0;
      seen.set(optimizer, nth + 1);
      const hue = hueVariable(optimizer);
      const share = [100, 62, 40, 28, 20][Math.min(4, nth)];
      return [run, share === 100 ? hue : `color-mix(in oklab, ${hue} ${share}%, var(--ink-muted))`];
    })
  );
}
