import {lossSeries} from "./loss-series.js";
import {fromQuery, toQuery} from "./permalink.js";
import {createRecord, type RunRecord} from "./run-record.js";

const FORMAT = "nabla-run";
const VERSION = 1;

/** A run as JSON: settings, every loss, every evaluation, and the hash of the weights. */
export function toRunFile(run: RunRecord): string {
  const {name, settings, source, evaluations, probes, clock, steps, stepsPerEpoch, step} = run;
  const {samplesPerSecond, kernel, parameters, hash, diverged, changes} = run;
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    name,
    // As in a link, since that reader checks what it is given.
    settings: toQuery(settings),
    source,
    steps,
    stepsPerEpoch,
    step,
    samplesPerSecond,
    kernel,
    parameters,
    hash,
    diverged,
    changes,
    losses: Array.from(run.series.losses(), (v) => Number(v.toPrecision(7))),
    evaluations: evaluations.map((e) => ({...e, confusion: [...e.confusion]})),
    probes,
    clock: thin(clock, 500)
  });
}

/**
 * The run that `toRunFile` wrote, as a record under a new number.
 * @throws `run file: …` for anything else
 */
export function fromRunFile(text: string, id: number): RunRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("run file: invalid JSON; expected a run saved here");
  }
  const file = Object(json) as Record<string, unknown>;
  if (file.format !== FORMAT) throw new Error(`run file: unknown format: ${String(file.format)}; expected ${FORMAT}`);
  if (file.version !== VERSION)
    throw new Error(`run file: unknown version: ${String(file.version)}; expected ${VERSION}`);
  // Files of before held a run that went on after a death without its first losses: they would be drawn too early.
  if (Number(file.firstStep ?? 0) !== 0)
    throw new Error(`run file: unknown firstStep: ${String(file.firstStep)}; expected a run from its start`);
  const whole = (key: string) => {
    const value = file[key];
    if (!(Number.isInteger(value) && Number(value) >= 0)) throw new Error(`run file: invalid ${key}: ${String(value)}`);
    return Number(value);
  };
  const list = (key: string): readonly unknown[] => {
    const value = file[key];
    if (!Array.isArray(value)) throw new Error(`run file: missing ${key}; expected a list`);
    return value;
  };
  const settings = fromQuery(String(file.settings ?? ""));
  const start = {
    id,
    name: String(file.name ?? ""),
    settings,
    source: String(file.source ?? ""),
    count: 1
  };
  const series = lossSeries();
  series.push(list("losses").map(Number));
  return {
    ...createRecord(start),
    series,
    steps: whole("steps"),
    stepsPerEpoch: Math.max(1, whole("stepsPerEpoch")),
    step: whole("step"),
    samplesPerSecond: Number(file.samplesPerSecond) || 0,
    kernel: String(file.kernel ?? ""),
    parameters: whole("parameters"),
    hash: typeof file.hash === "string" ? file.hash : undefined,
    diverged: file.diverged === true,
    changes: list("changes").map(String),
    evaluations: list("evaluations").map(evaluationFrom),
    probes: list("probes").map(probeFrom),
    clock: list("clock").map((p) => [Number((p as number[])[0]), Number((p as number[])[1])])
  };
}

function evaluationFrom(json: unknown): RunRecord["evaluations"][number] {
  const e = Object(json) as Record<string, unknown>;
  const score = (part: unknown) => {
    const {loss, accuracy} = Object(part) as Record<string, unknown>;
    return {loss: Number(loss), accuracy: Number(accuracy)};
  };
  const confusion = Uint32Array.from(Array.isArray(e.confusion) ? e.confusion : []);
  return {
    step: Number(e.step),
    epoch: Number(e.epoch),
    seconds: Number(e.seconds),
    whole: e.whole === true,
    test: score(e.test),
    train: score(e.train),
    confusion
  };
}

function probeFrom(json: unknown): RunRecord["probes"][number] {
  const {step, layers} = Object(json) as Record<string, unknown>;
  const layer = (part: unknown) => {
    const {name, gradientNorm, updateRatio, dead} = Object(part) as Record<string, unknown>;
    const [norm, ratio, share] = [gradientNorm, updateRatio, dead].map(Number);
    return {name: String(name), gradientNorm: norm, updateRatio: ratio, dead: share};
  };
  return {step: Number(step), layers: (Array.isArray(layers) ? layers : []).map(layer)};
}

/** At most `most` entries at even distances, the last among them. */
function thin<T>(all: readonly T[], most: number): readonly T[] {
  const stride = Math.ceil(all.length / most);
  return all.filter((_, i) => i % stride === 0 || i === all.length - 1);
}
