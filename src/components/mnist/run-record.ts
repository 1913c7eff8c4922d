import {type LossSeries, lossSeries} from "./loss-series.js";
import type {EvaluationReport, ProbeReport, StepsReport} from "./messages.js";
import {type LabSettings, planOf} from "./settings.js";

/** A run as the page remembers it. */
export interface RunRecord {
  readonly id: number;
  name: string;
  readonly settings: LabSettings;
  readonly source: string;
  /** One loss a step, and their average. */
  readonly series: LossSeries;
  readonly evaluations: EvaluationReport[];
  probes: ProbeReport[];
  /** Seconds of training at each flush: [step, seconds], to draw losses against time. */
  clock: [number, number][];
  /** Seconds in a worker that died, up to where the run goes on. */
  secondsBefore: number;
  readonly steps: number;
  readonly stepsPerEpoch: number;
  step: number;
  samplesPerSecond: number;
  learningRate: number;
  kernel: string;
  parameters: number;
  /** Set at the end: a hash of the weights. */
  hash: string | undefined;
  diverged: boolean;
  /** What was changed while it ran, in words; such a run is not what its link gives. */
  readonly changes: string[];
  visible: boolean;
}

export interface RunStart {
  readonly id: number;
  readonly name: string;
  readonly settings: LabSettings;
  readonly source: string;
  /** Training examples at hand. */
  readonly count: number;
}

/** The most entries of a run's clock and of its probes: a run of an hour takes no more than one of a minute. */
const MOST = 4000;

/** A record of a run that is about to start. */
export function createRecord({id, name, settings, source, count}: RunStart): RunRecord {
  const {steps, stepsPerEpoch} = planOf(settings, count);
  return {
    id,
    name,
    settings,
    source,
    series: lossSeries(),
    evaluations: [],
    probes: [],
    clock: [],
    secondsBefore: 0,
    steps,
    stepsPerEpoch,
    step: 0,
    samplesPerSecond: 0,
    learningRate: Number(settings.hyper.learningRate ?? Number.NaN),
    kernel: "",
    parameters: 0,
    hash: undefined,
    diverged: false,
    changes: [],
    visible: true
  };
}

/** Enters steps. */
export function addSteps(run: RunRecord, report: StepsReport): void {
  run.series.push(report.losses);
  run.step = report.step;
  run.samplesPerSecond = report.samplesPerSecond;
  run.learningRate = report.learningRate;
  run.clock.push([report.step, report.seconds + run.secondsBefore]);
  if (run.clock.length > MOST) run.clock = everyOther(run.clock);
}

/** Enters an evaluation. */
export function addEvaluation(run: RunRecord, report: EvaluationReport): void {
  run.evaluations.push({...report, seconds: report.seconds + run.secondsBefore});
}

/** Enters a look at the layers. */
export function addProbe(run: RunRecord, report: ProbeReport): void {
  run.probes.push(report);
  if (run.probes.length > MOST) run.probes = everyOther(run.probes);
}

/** Forgets what came after a step. */
export function rewind(run: RunRecord, step: number): void {
  run.series.cut(step);
  run.evaluations.splice(0, Infinity, ...run.evaluations.filter((e) => e.step <= step));
  run.probes = run.probes.filter((p) => p.step <= step);
  run.clock = run.clock.filter(([at]) => at <= step);
  run.secondsBefore = run.clock.at(-1)?.[1] ?? 0;
  run.step = step;
}

/** Test accuracy now. */
export const accuracyOf = (run: RunRecord) => run.evaluations.at(-1)?.test.accuracy;

/** Seconds of training at a step, between the two nearest entries of the clock. */
export function secondsAt({clock}: Pick<RunRecord, "clock">, step: number): number {
  let [low, high] = [0, clock.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (clock[middle][0] < step) low = middle + 1;
    else high = middle;
  }
  const [s1, t1] = clock[Math.min(low, clock.length - 1)] ?? [1, 0];
  const [s0, t0] = low > 0 ? clock[low - 1] : [0, 0];
  return s1 > s0 ? t0 + (t1 - t0) * Math.min(1, (step - s0) / (s1 - s0)) : t1;
}

/** Half of a list, the last entry among it. */
const everyOther = <T>(all: readonly T[]): T[] => all.filter((_, i) => (all.length - 1 - i) % 2 === 0);
