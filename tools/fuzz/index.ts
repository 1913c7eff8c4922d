// Random and hostile inputs: `npm run fuzz [-- --seed 1 --count 20000 --only files]`. Exits with 1 if anything but a
// correct result or a clear error came back.

import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {createRng, type Rng} from "../../lib/rng.js";
import {tryFile} from "./files.js";
import {tryFormula} from "./formulas.js";
import {tryLink} from "./links.js";
import type {Trial} from "./trial.js";

/** What can be tried, and how often by default. */
export const targets: Readonly<Record<string, {count: number; run: (rng: Rng) => Trial}>> = {
  files: {count: 20_000, run: tryFile},
  formulas: {count: 50_000, run: tryFormula},
  links: {count: 10_000, run: tryLink}
};

/** Milliseconds of processor time that one input may take. */
export const LIMIT = 100;

export interface FuzzReport {
  readonly count: number;
  readonly accepted: number;
  /** The slowest single input, in milliseconds. */
  readonly slowest: number;
  readonly failures: readonly string[];
}

/**
 * Runs a target `count` times, each from a seed of its own. With a `limit`, an input that takes more milliseconds in
 * each of five tries (a busy machine is not its fault) is a failure too.
 */
export function fuzz(target: string, count: number, seed: number, limit = Infinity): FuzzReport {
  const failures: string[] = [];
  let accepted = 0;
  let slowest = 0;
  const timed = (i: number) => {
    const rng = createRng(Math.imul(seed, 0x9e3779b1) + i);
    // Processor time: another program on the machine is no fault of the formula.
    const start = process.cpuUsage();
    const trial = targets[target].run(rng);
    const {user, system} = process.cpuUsage(start);
    return {trial, took: (user + system) / 1000};
  };
  for (let i = 0; i < count; ++i) {
    let {trial, took} = timed(i);
    for (let again = 0; took > limit && again < 4; ++again) took = Math.min(took, timed(i).took);
    slowest = Math.max(slowest, took);
    if (trial.accepted) ++accepted;
    if (trial.wrong) failures.push(`${trial.input}: ${trial.wrong}`);
    else if (took > limit) failures.push(`${trial.input}: took ${took.toFixed(0)} ms`);
  }
  return {count, accepted, slowest, failures};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {values} = parseArgs({
    options: {seed: {type: "string", default: "1"}, count: {type: "string"}, only: {type: "string"}}
  });
  if (values.only && !Object.hasOwn(targets, values.only))
    throw new Error(`fuzz: unknown target: ${values.only}; expected one of ${Object.keys(targets).join(", ")}`);
  const count = values.count === undefined ? undefined : Number(values.count);
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    throw new Error(`fuzz: invalid count: ${values.count}; expected a whole number above 0`);
  let failed = 0;
  for (const [name, target] of Object.entries(targets)) {
    if (values.only && values.only !== name) continue;
    const report = fuzz(name, count ?? target.count, Number(values.seed), LIMIT);
    failed += report.failures.length;
    console.log(
      `${name}: ${report.count} inputs, ${report.accepted} taken, slowest ${report.slowest.toFixed(1)} ms, ${report.failures.length} failures`
    );
    for (const failure of report.failures.slice(0, 10)) console.log(`  ${failure}`);
  }
  process.exit(failed ? 1 : 0);
}
