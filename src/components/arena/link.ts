import {type Hyperparameter, rules, type Settings, settingsOf} from "../../lib/optim/index.js";
import {formulaLimits, surfaces} from "../../lib/surfaces/index.js";
import {
  type ArenaState,
  defaultState,
  type Extra,
  extras,
  FAR,
  type Leg,
  MAX_RUNS,
  MAX_STEPS,
  type Noise,
  noNoise,
  type Run,
  withSurface
} from "./state.js";

/** Version of the format. A link of a later version is read as far as it is understood. */
const VERSION = 1;
/** Longest link that is read at all, and longest formula. */
const MAX_LENGTH = 16_000;
const MAX_FORMULA = formulaLimits.length;

/** The parts of the page that `hide=` may name. */
export const parts = [
  "surface",
  "runs",
  "settings",
  "start",
  "noise",
  "time",
  "chart",
  "equations",
  "inside",
  "judge",
  "share"
] as const;

export interface Decoded {
  readonly state: ArenaState;
  /** What of the link was not understood and was replaced by its default, for people. */
  readonly notes: readonly string[];
}

/**
 * The arena's state as the part of a link after "#":
 * `v=1&surface=ravine&k=20&start=-2.6,1&run=momentum,learningRate:0.03,beta:0.9&run=adam,learningRate:0.07&step=40`.
 *
 * A run lists its learning rate and whatever differs from its rule's defaults; a "-" in front hides it; "~20," begins the
 * leg after a fork at step 20. Where every run has noise of its own, `streams=` says which, unless it is 1, 2, 3, …
 * Numbers are written in full, so that the link gives the same run to the bit.
 */
export function encode(state: ArenaState): string {
  const fresh = defaultState(state.surface);
  const fields: [string, string][] = [
    ["v", String(VERSION)],
    ["surface", state.surface]
  ];
  if (state.condition !== fresh.condition) fields.push(["k", String(state.condition)]);
  if (state.surface === "formula" || state.formula !== fresh.formula) fields.push(["f", state.formula]);
  fields.push(["start", state.start.join(",")]);
  for (const run of state.runs) fields.push(["run", encodeRun(run)]);
  const selected = state.runs.findIndex(({id}) => id === state.selected);
  if (selected > 0) fields.push(["selected", String(selected + 1)]);
  if (state.step > 0) fields.push(["step", String(state.step)]);
  if (state.speed !== fresh.speed) fields.push(["speed", String(state.speed)]);
  if (state.noise.kind !== "none") fields.push(["noise", encodeNoise(state.noise)]);
  if (state.noise.kind !== "none" && state.noise.separate && state.runs.some(({stream}, i) => stream !== i + 1))
    fields.push(["streams", state.runs.map(({stream}) => stream).join(",")]);
  if (state.show.length) fields.push(["show", state.show.join(",")]);
  if (state.hide.length) fields.push(["hide", state.hide.join(",")]);
  return fields.map(([key, value]) => `${key}=${readable(value)}`).join("&");
}

/** Percent-encoding that leaves what is safe in a fragment as it is, so that links can be read. */
function readable(text: string): string {
  return encodeURIComponent(text).replace(/%(2C|3A|2F|3D|5E|20)/gi, (code) =>
    code === "%20" ? "+" : code === "%3D" || code === "%5E" ? code : decodeURIComponent(code)
  );
}

function encodeRun({hidden, legs}: Run): string {
  const leg = ({rule, settings}: Leg) =>
    [
      rule,
      ...Object.entries(settings).flatMap(([key, value]) => (keep(rule, key, value) ? [`${key}:${value}`] : []))
    ].join(",");
  return (hidden ? "-" : "") + legs.map((one, i) => (i ? `${one.from},` : "") + leg(one)).join("~");
}

const keep = (rule: string, key: string, value: Settings[string]) =>
  key === "learningRate" || rules[rule].hyperparameters[key]?.default !== value;

function encodeNoise({kind, sigma, batchSize, seed, separate}: Noise): string {
  return [kind, kind === "gaussian" ? sigma : batchSize, seed, ...(separate ? ["separate"] : [])].join(",");
}

/**
 * Reads a link's query or fragment. Never throws: what is missing is the default, and what is wrong is the default with a
 * note.
 */
export function decode(link: string): Decoded {
  const notes: string[] = [];
  const text = link.replace(/^[?#]/, "");
  let state = defaultState();
  if (!text) return {state, notes};
  if (text.length > MAX_LENGTH) return {state, notes: ["The link is too long; it was left out."]};
  const query = new URLSearchParams(text);
  const get = (key: string) => query.get(key) ?? undefined;
  const wrong = (key: string, value: string) =>
    notes.push(`${key} “${value.slice(0, 40)}” is not known here; the default stands in its place.`);

  const version = get("v");
  if (version !== undefined && version !== String(VERSION))
    notes.push("The link comes from another version of this page; what could be read of it was.");

  const surface = get("surface");
  if (surface !== undefined) {
    if (surface === "formula" || surfaces.some(({id}) => id === surface)) state = withSurface(state, surface);
    else wrong("surface", surface);
  }
  const take = <T>(key: string, read: (value: string) => T | undefined, put: (value: T) => void) => {
    const value = get(key);
    if (value === undefined) return;
    const found = read(value);
    if (found === undefined) wrong(key, value);
    else put(found);
  };
  const set = (patch: Partial<ArenaState>) => {
    state = {...state, ...patch};
  };
  take("k", between(1, 10_000), (condition) => set({condition}));
  take(
    "f",
    (f) => (f.length > 0 && f.length <= MAX_FORMULA ? f : undefined),
    (formula) => set({formula})
  );
  take("start", readStart, (start) => set({start}));
  take("speed", between(1, 10_000), (speed) => set({speed}));
  take("step", whole(0, MAX_STEPS), (step) => set({step}));
  take("noise", readNoise, (noise) => set({noise}));
  take("show", readShow, (show) => set({show}));
  take("hide", readHide, (hide) => set({hide}));

  const given = query.getAll("run");
  if (given.length > MAX_RUNS) notes.push(`A link may hold ${MAX_RUNS} runs; the others were left out.`);
  const runs = given
    .slice(0, MAX_RUNS)
    .flatMap((value) => {
      const run = readRun(value);
      if (!run) notes.push(`run “${value.slice(0, 60)}” could not be read; it was left out.`);
      return run ? [run] : [];
    })
    .map((run, i) => ({...run, id: `r${i + 1}`, stream: i + 1}));
  if (runs.length) set({runs, selected: runs[0].id});
  take("streams", readStreams(state.runs.length), (streams) =>
    set({runs: state.runs.map((run, i) => ({...run, stream: streams[i]}))})
  );
  take("selected", whole(1, state.runs.length), (n) => set({selected: state.runs[n - 1].id}));
  return {state, notes};
}

const number = (text: string): number | undefined =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;

const between = (min: number, max: number) => (text: string) => {
  const value = number(text);
  return value !== undefined && value >= min && value <= max ? value : undefined;
};

const whole = (min: number, max: number) => (text: string) => {
  const value = between(min, max)(text);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
};

function readStart(text: string): [number, number] | undefined {
  const [x, y, ...more] = text.split(",").map(number);
  if (x === undefined || y === undefined || more.length || Math.abs(x) > FAR || Math.abs(y) > FAR) return undefined;
  return [x, y];
}

function readNoise(text: string): Noise | undefined {
  const [kind, amount = "", seed = "1", separate] = text.split(",");
  const seedNumber = whole(0, 2 ** 31)(seed);
  if (seedNumber === undefined || (separate !== undefined && separate !== "separate")) return undefined;
  const rest = {seed: seedNumber, separate: separate === "separate"};
  const sigma = between(0, 1e6)(amount);
  const batchSize = whole(1, 10_000)(amount);
  if (kind === "gaussian" && sigma !== undefined) return {...noNoise, ...rest, kind, sigma};
  if (kind === "batch" && batchSize !== undefined) return {...noNoise, ...rest, kind, batchSize};
  return kind === "none" ? noNoise : undefined;
}

/** A stream of noise for each run. */
const readStreams = (count: number) => (text: string) => {
  const streams = text.split(",").flatMap((one) => whole(1, 1000)(one) ?? []);
  return streams.length === count && streams.length === text.split(",").length ? streams : undefined;
};

function readShow(text: string): Extra[] | undefined {
  const names = text.split(",");
  return names.every((name) => extras.some((extra) => extra === name))
    ? extras.filter((extra) => names.includes(extra))
    : undefined;
}

function readHide(text: string): string[] | undefined {
  const names = text.split(",").filter((name) => name !== "");
  return names.every((name) => (parts as readonly string[]).includes(name)) ? [...new Set(names)] : undefined;
}

function readRun(text: string): Pick<Run, "hidden" | "legs"> | undefined {
  const hidden = text.startsWith("-");
  const legs: Leg[] = [];
  for (const [i, part] of text
    .slice(hidden ? 1 : 0)
    .split("~")
    .entries()) {
    const fields = part.split(",");
    const from = i === 0 ? 0 : whole(1, MAX_STEPS)(fields.shift() ?? "");
    const rule = fields.shift() ?? "";
    if (from === undefined || (i > 0 && from <= legs[i - 1].from) || !Object.hasOwn(rules, rule)) return undefined;
    const settings = readSettings(rule, fields);
    if (!settings) return undefined;
    legs.push({from, rule, settings});
  }
  return {hidden, legs};
}

function readSettings(rule: string, fields: readonly string[]): Settings | undefined {
  const known = rules[rule].hyperparameters as Readonly<Record<string, Hyperparameter>>;
  const settings: Settings = {};
  for (const field of fields) {
    const colon = field.indexOf(":");
    const key = field.slice(0, colon);
    if (colon < 1 || !Object.hasOwn(known, key)) return undefined;
    const value = readValue(field.slice(colon + 1), known[key]);
    if (value === undefined) return undefined;
    settings[key] = value;
  }
  try {
    return settingsOf(rules[rule], settings);
  } catch {
    return undefined;
  }
}

function readValue(text: string, h: Hyperparameter): Settings[string] | undefined {
  if (typeof h.default === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  if (h.choices) return h.choices.includes(text) ? text : undefined;
  return number(text) ?? (text === "null" && h.default === null ? null : undefined);
}
