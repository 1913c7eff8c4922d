import * as math from "mathjs";
import {formulaSurface, type Surface} from "../../lib/surfaces/index.js";
import {type OpRecord, opError} from "./autograd.js";
import {type RunRecord, worstError} from "./optimizers.js";
import {type ScheduleRecord, scheduleError} from "./schedules.js";
import {torchOptimizer} from "./torch-optimizer.js";
import {type TrainingProblem, type TrainingRecord, trainingError} from "./training.js";

/** How one record came out. It passes if its error is no larger than its tolerance. */
export interface Result {
  readonly id: string;
  readonly error: number;
  readonly tolerance: number;
  /** Why it could not be computed. */
  readonly message?: string;
}

/** A file of the golden schema: a header, of another kind for each sort of record, and the records. */
export interface GoldenFile {
  readonly meta: {readonly kind: string; readonly tol?: number};
  readonly records: readonly never[];
}

type Checked = readonly [id: string, tolerance: number, error: () => number];
type Check = (file: never) => Checked[];

/** Divergent records have no tolerance of their own: they hold up to the step before they overflow. */
const divergentTolerance = 1e-12;

const checks: Readonly<Record<string, Check>> = {
  optimizers(file: {objectives: Record<string, {formula: string}>; records: RunRecord[]}) {
    const surfaceOf = objectivesOf(file.objectives);
    return file.records.map((r) => [
      r.id,
      r.tol ?? divergentTolerance,
      () => worstError(r, surfaceOf(r.objective), torchOptimizer(r.optimizer, r.options))
    ]);
  },
  autograd: (file: {meta: {tol: number}; records: OpRecord[]}) =>
    file.records.map((r) => [r.name, file.meta.tol, () => opError(r)]),
  mlp_training: (file: TrainingProblem & {records: TrainingRecord[]}) =>
    file.records.map((r) => [r.id, r.tol, () => trainingError(file, r)]),
  schedules: (file: {meta: {tol: number}; records: ScheduleRecord[]}) =>
    file.records.map((r) => [r.id, file.meta.tol, () => scheduleError(r)])
};

/** Each objective is what a reader who typed its formula would get. Read when first asked for. */
export function objectivesOf(
  objectives: Readonly<Record<string, {readonly formula: string}>>
): (name: string) => Pick<Surface, "J"> {
  const surfaces = new Map<string, Pick<Surface, "J">>();
  return (name) => {
    if (!Object.hasOwn(objectives, name))
      throw new Error(`golden: unknown objective: ${name}; expected one of ${Object.keys(objectives).join(", ")}`);
    const surface = surfaces.get(name) ?? formulaSurface(objectives[name].formula, math).surface;
    surfaces.set(name, surface);
    return surface;
  };
}

/** Whether parsed JSON is a file of the golden schema. */
export function isGolden(json: unknown): json is GoldenFile {
  const {meta, records} = (json ?? {}) as Partial<GoldenFile>;
  return typeof meta?.kind === "string" && Object.hasOwn(checks, meta.kind) && Array.isArray(records);
}

/** Runs every record of a file through the library. */
export function checkGolden(file: GoldenFile): Result[] {
  return checks[file.meta.kind](file as never).map(([id, tolerance, compute]) => {
    try {
      return {id, tolerance, error: compute()};
    } catch (error) {
      return {id, tolerance, error: Infinity, message: error instanceof Error ? error.message : String(error)};
    }
  });
}

export const passes = ({error, tolerance}: Result): boolean => error <= tolerance;
