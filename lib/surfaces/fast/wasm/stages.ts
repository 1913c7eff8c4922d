import type {Value} from "../program.js";

/** About how many instructions an op takes, where that is not one. */
const weights: Readonly<Record<string, number>> = {exp: 30, sigmoid: 28, sin: 45, cos: 45};

/**
 * About how many instructions one loop should have. Fewer: values go through memory more often. More: a compiler that
 * computes all that is independent side by side, as V8 does, runs out of registers. Measured; see docs/benchmarks.md.
 */
const STAGE = 40;

/** The values that are to be computed, in order, in groups that make a loop each; at least one, which may be empty. */
export function stagesOf(values: readonly Value[], lastUse: ReadonlyMap<number, number>): number[][] {
  const stages: number[][] = [[]];
  let size = 0;
  values.forEach(({op}, i) => {
    if (op === "input" || op === "constant" || !lastUse.has(i)) return;
    const weight = weights[op] ?? 1;
    if (size > 0 && size + weight > STAGE) {
      stages.push([]);
      size = 0;
    }
    stages[stages.length - 1].push(i);
    size += weight;
  });
  return stages;
}
