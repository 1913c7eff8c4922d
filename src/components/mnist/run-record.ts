import {type LossSeries, lossSeries} from "./loss-series.js";
import type {EvaluationReport, ProbeReport, StepsReport} from "./messages.js";
import {type LabSettings, planOf} from "./settings.js";

/** A run as the page remembers it. */
export interface RunRecord {
  readonly id: number;
  name: string;
  readonly settings: LabSettings;
  readonly source: string;
  /** One loss a step, from `firstStep` on, and their average. */
  readonly series: LossSeries;
  readonly firstStep: number;
  readonly evaluations: EvaluationReport[];
  readonly probes: ProbeReport[];
  /** Seconds of training at each flush: [step, seconds], to draw losses against time. */
  readonly clock: [number, number][];
  readonly steps: number;
  readonly stepsPerEpoch: number;
  step: number;
  samplesPerSecond: number;
  learningRate: number;
  kernel: string;
  parameters: number;
  /** Set at the end: a hash of the weights. */
  hash: string | undefined;
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
  readonly fromEpoch: number;
}

/** A record of a run that is about to start. */
export function createRecord({id, name, settings, source, count, fromEpoch}: RunStart): RunRecord {
  const {steps, stepsPerEpoch} = planOf(settings, count);
  return {
    id,
    name,
    settings,
    source,
    series: lossSeries(),
    firstStep: fromEpoch * stepsPerEpoch,
    evaluations: [],
    probes: [],
    clock: [],
    steps,
    stepsPerEpoch,
    step: fromEpoch * stepsPerEpoch,
    samplesPerSecond: 0,
    learningRate: Number(settings.hyper.learningRate ?? Number.NaN),
    kernel: "",
    parameters: 0,
    hash: undefined,
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
  run.clock.push([report.step, report.seconds]);
}

/** Test accuracy now. */
export const accuracyOf = (run: RunRecord) => run.evaluations.at(-1)?.test.accuracy;

/** Seconds of training at a step, between the two nearest entries of the clock. */
export function secondsAt({clock}: RunRecord, step: number): number {
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
