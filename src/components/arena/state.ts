import {rules, type Settings, settingsOf} from "../../lib/optim/index.js";
import {surfaces} from "../../lib/surfaces/index.js";

/** A stretch of a run under one rule and one setting. A run that was forked has more than one. */
export interface Leg {
  /** The step after which it takes over: 0 for the first leg. */
  readonly from: number;
  readonly rule: string;
  readonly settings: Settings;
}

export interface Run {
  /** Unique in the arena: "r1". */
  readonly id: string;
  readonly legs: readonly Leg[];
  readonly hidden: boolean;
  /** Which stream of noise it draws from, where every run has its own: 1 or more. A fork has that of its past. */
  readonly stream: number;
}

/** What the optimizers are given instead of the exact gradient. */
export interface Noise {
  readonly kind: "none" | "gaussian" | "batch";
  /** Standard deviation of each component of Gaussian noise. */
  readonly sigma: number;
  /** Examples in a mini-batch, for surfaces that are the mean of a loss over examples. */
  readonly batchSize: number;
  readonly seed: number;
  /** Whether every run gets noise of its own, or all get the same. */
  readonly separate: boolean;
}

/** Everything that a reader sets in the arena; all that a link carries. */
export interface ArenaState {
  readonly surface: string;
  /** Condition number of the ravine. */
  readonly condition: number;
  /** The reader's own formula, when `surface` is "formula". */
  readonly formula: string;
  readonly start: readonly [number, number];
  readonly runs: readonly Run[];
  readonly selected: string;
  /** The moment that is shown. */
  readonly step: number;
  /** Steps per second while playing. */
  readonly speed: number;
  readonly noise: Noise;
  /** Parts of the page that a link leaves out, for teaching. */
  readonly hide: readonly string[];
  /** What is drawn besides, when the reader asks for it. */
  readonly show: readonly Extra[];
}

/** Drawn only when asked for: the relief, and the paths that the other conventions would have made. */
export const extras = ["3d", "conventions"] as const;
export type Extra = (typeof extras)[number];

export const MAX_STEPS = 10_000;
/** Starts further out than this are not taken, neither from a hand nor from a link. */
export const FAR = 1e6;
/** More could not be told apart, and their link would be too long to send. */
export const MAX_RUNS = 24;

export const noNoise: Noise = {kind: "none", sigma: 0.5, batchSize: 8, seed: 1, separate: false};

/** The leg that is in force at the end of a run, whose settings the sliders move. */
export const lastLeg = (run: Run): Leg => run.legs[run.legs.length - 1];

/** The leg that made the update from step − 1 to `step`. */
export function legAt(run: Run, step: number): Leg {
  for (let i = run.legs.length - 1; i > 0; --i) if (run.legs[i].from < step) return run.legs[i];
  return run.legs[0];
}

/** Learning rates that suit a surface: rules whose steps do not shrink with the slope want another than plain descent. */
export function suitableSettings(rule: string, learningRate: number, extent: number): Settings {
  const h = rules[rule].hyperparameters;
  if (typeof h.learningRate?.default !== "number") return {};
  if (rule === "gradientDescent") return {learningRate};
  if ("beta" in h) return {learningRate: round2(learningRate / 3)};
  // The first steps of the adaptive methods are about as long as the learning rate itself.
  if (/^(ada(m|max|grad|belief)|nadam|adamw|amsgrad|rmsProp|radam|yogi|lion|sign)/i.test(rule))
    return {learningRate: round2(extent / (/^(lion|sign)/i.test(rule) ? 300 : /adagrad/i.test(rule) ? 12 : 60))};
  return {};
}

const round2 = (value: number) => Number(value.toPrecision(1));

const known = (name: string) => surfaces.find((s) => s.id === name);

/** Extent of a surface's domain along its shorter side. */
function extentOf(id: string): number {
  const d = (known(id) ?? surfaces[0]).domain;
  return Math.min(d.x[1] - d.x[0], d.y[1] - d.y[0]);
}

/** A run of one rule, with settings that suit the surface and then those given. */
export function makeRun(id: string, rule: string, surface: string, settings: Settings = {}, stream = 1): Run {
  const suitable = suitableSettings(rule, known(surface)?.learningRate ?? 0.01, extentOf(surface));
  const all = settingsOf(rules[rule], {...suitable, ...settings});
  return {id, hidden: false, stream, legs: [{from: 0, rule, settings: all}]};
}

/** A stream of noise that no run draws from. */
function nextStream(runs: readonly Run[]): number {
  let n = 1;
  while (runs.some(({stream}) => stream === n)) ++n;
  return n;
}

/** A free name for a run. */
export function nextId(runs: readonly Run[]): string {
  let n = 1;
  while (runs.some(({id}) => id === `r${n}`)) ++n;
  return `r${n}`;
}

/** Gradient descent, momentum and Adam at the surface's first start. */
export function defaultState(surfaceId = "ravine"): ArenaState {
  const s = known(surfaceId) ?? surfaces[0];
  return {
    surface: s.id,
    condition: 20,
    formula: "x^2 + 3y^2 + 2sin(3x)",
    start: s.starts[0],
    runs: ["gradientDescent", "momentum", "adam"].map((rule, i) => makeRun(`r${i + 1}`, rule, s.id, {}, i + 1)),
    selected: "r2",
    step: 0,
    speed: 30,
    noise: noNoise,
    hide: [],
    show: []
  };
}

/** Another surface: its own start, and learning rates that suit it; rules and all other settings stay. */
export function withSurface(state: ArenaState, id: string): ArenaState {
  const s = known(id);
  // Forks have no past on it that they could share, and so get noise of their own.
  const runs = state.runs.map((run, i) => {
    const {rule, settings} = lastLeg(run);
    const {learningRate: _, ...rest} = settings;
    return {...makeRun(run.id, rule, id, rest, i + 1), hidden: run.hidden};
  });
  return {...state, surface: id, start: s?.starts[0] ?? state.start, runs, step: 0};
}

/** Something drawn besides, or no longer. */
export function withExtra(state: ArenaState, extra: Extra, on: boolean): ArenaState {
  return {...state, show: extras.filter((name) => (name === extra ? on : state.show.includes(name)))};
}

export function withRun(state: ArenaState, id: string, change: (run: Run) => Run): ArenaState {
  return {...state, runs: state.runs.map((run) => (run.id === id ? change(run) : run))};
}

/** Some settings of a run's last leg changed. */
export function withSettings(state: ArenaState, id: string, values: Settings): ArenaState {
  return withRun(state, id, (run) => {
    const leg = lastLeg(run);
    return {...run, legs: [...run.legs.slice(0, -1), {...leg, settings: {...leg.settings, ...values}}]};
  });
}

/** One setting of a run's last leg changed. */
export const withSetting = (state: ArenaState, id: string, key: string, value: Settings[string]): ArenaState =>
  withSettings(state, id, {[key]: value});

/** Another rule for a run; settings that both rules know are kept, the learning rate is suited. */
export function withRule(state: ArenaState, id: string, rule: string): ArenaState {
  return withRun(state, id, (run) => {
    const shared: Settings = {};
    for (const [key, value] of Object.entries(lastLeg(run).settings))
      if (key !== "learningRate" && typeof rules[rule].hyperparameters[key]?.default === typeof value)
        shared[key] = value;
    const {from} = lastLeg(run);
    const [leg] = makeRun(id, rule, state.surface, shared).legs;
    return {...run, legs: [...run.legs.slice(0, -1), {...leg, from}]};
  });
}

export function addRun(state: ArenaState, rule: string): ArenaState {
  if (state.runs.length >= MAX_RUNS) return state;
  const run = makeRun(nextId(state.runs), rule, state.surface, {}, nextStream(state.runs));
  return {...state, runs: [...state.runs, run], selected: run.id};
}

export function removeRun(state: ArenaState, id: string): ArenaState {
  if (state.runs.length < 2) return state;
  const at = state.runs.findIndex((run) => run.id === id);
  const runs = state.runs.filter((run) => run.id !== id);
  const selected = state.selected === id ? runs[Math.min(at, runs.length - 1)].id : state.selected;
  return {...state, runs, selected};
}

/** A copy of a run beside it. */
export function duplicateRun(state: ArenaState, id: string): ArenaState {
  return insertAfter(state, id, (run) => ({...run, hidden: false, stream: nextStream(state.runs)}));
}

/** A copy that shares the run's past up to `step`, and whose settings from then on are its own. */
export function forkRun(state: ArenaState, id: string, step: number): ArenaState {
  return insertAfter(state, id, (run) => {
    if (step === 0) return run;
    const past = run.legs.filter((leg) => leg.from < step);
    const now = legAt(run, step + 1);
    return {...run, hidden: false, legs: [...past, {...now, from: step}]};
  });
}

function insertAfter(state: ArenaState, id: string, copy: (run: Run) => Run): ArenaState {
  const at = state.runs.findIndex((run) => run.id === id);
  if (at < 0 || state.runs.length >= MAX_RUNS) return state;
  const run = {...copy(state.runs[at]), id: nextId(state.runs)};
  return {...state, runs: [...state.runs.slice(0, at + 1), run, ...state.runs.slice(at + 1)], selected: run.id};
}

/** Shows one run alone; shows all when it already is alone. */
export function soloRun(state: ArenaState, id: string): ArenaState {
  const alone = state.runs.every((run) => run.hidden === (run.id !== id));
  return {...state, selected: id, runs: state.runs.map((run) => ({...run, hidden: !alone && run.id !== id}))};
}

/** How many runs before this one have the same rule: twins are told apart by line style. */
export function twinIndex(runs: readonly Run[], run: Run): number {
  const {rule} = lastLeg(run);
  return runs.slice(0, runs.indexOf(run)).filter((other) => lastLeg(other).rule === rule).length;
}
