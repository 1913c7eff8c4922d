import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {rules} from "../../../lib/optim/index.js";
import {surfaces} from "../../../lib/surfaces/index.js";
import {decode, encode} from "../../../src/components/arena/link.js";
import {
  type ArenaState,
  addRun,
  defaultState,
  duplicateRun,
  forkRun,
  MAX_RUNS,
  noNoise,
  withRule,
  withRun,
  withSetting,
  withSurface
} from "../../../src/components/arena/state.js";

const roundTrip = (state: ArenaState) => expect(decode(encode(state))).toEqual({state, notes: []});

describe("a link gives back what it was made from", () => {
  test.each(surfaces.map(({id}) => id))("on %s", (id) => {
    roundTrip({...defaultState(id), step: 12, selected: "r1"});
  });
  test.each(Object.keys(rules))("with %s", (rule) => {
    roundTrip(withRule(defaultState(), "r2", rule));
  });
  test("with settings, a hidden run, a fork, noise and hidden controls", () => {
    let state = addRun(defaultState("rosenbrock"), "adam");
    state = withSetting(state, "r4", "beta2", 0.98765432109);
    state = withSetting(state, "r4", "learningRate", 1 / 3);
    state = withRun(state, "r1", (run) => ({...run, hidden: true}));
    state = withSetting(forkRun(state, "r2", 40), "r5", "learningRate", 1e-7);
    const runs = state.runs.map((run, i) => ({...run, id: `r${i + 1}`}));
    expect(runs.map(({stream}) => stream)).toEqual([1, 2, 2, 3, 4]);
    const noise = {...noNoise, kind: "gaussian", sigma: 0.25, seed: 7, separate: true} as const;
    roundTrip({
      ...state,
      runs,
      selected: "r3",
      step: 60,
      speed: 120,
      noise,
      hide: ["judge", "share"],
      show: ["3d", "conventions"]
    });
  });
  test("with a formula as long as the editor reads", () => {
    const formula = `x^2${" + y^2".repeat(300)}`;
    roundTrip({...withSurface(defaultState(), "formula"), formula});
  });
  test("with a fork and a twin, where every run has noise of its own", () => {
    const noise = {...noNoise, kind: "gaussian", separate: true} as const;
    let state = duplicateRun(forkRun({...defaultState("bowl"), noise, step: 9}, "r2", 5), "r1");
    expect(state.runs.map(({stream}) => stream)).toEqual([1, 4, 2, 2, 3]);
    expect(encode(state)).toContain("streams=1,4,2,2,3");
    state = {...state, runs: state.runs.map((run, i) => ({...run, id: `r${i + 1}`})), selected: "r2"};
    roundTrip(state);
  });
  test("with a formula", () => {
    roundTrip({...withSurface(defaultState(), "formula"), formula: "x^2 + 3*y^2 + sin(3x) & #=?"});
  });
});

test("a link is short and readable", () => {
  expect(encode(defaultState())).toMatch(
    /^v=1&surface=ravine&start=-2\.6,1&run=gradientDescent,learningRate:[\d.]+&run=momentum,learningRate:[\d.]+&run=adam,learningRate:[\d.]+&selected=2$/
  );
});

describe("a hostile or old link gives defaults and a note", () => {
  test.each([
    ["surface=hill"],
    ["surface=__proto__"],
    ["start=1"],
    ["start=NaN,Infinity"],
    ["start=1e300,0"],
    ["step=1e9"],
    ["step=-1"],
    ["step=0x10"],
    ["speed=0"],
    ["k=0.5"],
    ["run=constructor"],
    ["run=adam,learningRate:-1"],
    ["run=adam,beta1:1"],
    ["run=adam,learningRate"],
    ["run=adam,toString:1"],
    ["run=adam~5,adam~5,adam"],
    ["run=<script>alert(1)</script>"],
    ["noise=gaussian,-1"],
    ["hide=everything"],
    ["show=everything"],
    ["show=__proto__"],
    ["streams=1"],
    ["streams=1,2,0"],
    ["streams=1,2,x"],
    ["selected=9"],
    ["v=99"]
  ])("%s", (link) => {
    const {state, notes} = decode(`#${link}`);
    expect(notes.length).toBe(1);
    expect(state).toEqual(defaultState());
  });
  test("one that is too long is not read", () => {
    expect(decode(`#f=${"x+".repeat(10_000)}`)).toEqual({
      state: defaultState(),
      notes: [expect.stringMatching("too long")]
    });
  });
  test("a thousand runs are cut to what the page can hold", () => {
    const {state, notes} = decode(`#${"run=adam&".repeat(800)}`);
    expect(state.runs.length).toBe(MAX_RUNS);
    expect(notes.length).toBe(1);
  });
});

test("any text decodes to a state that encodes and decodes to itself (2,000 links)", () => {
  const key = fc.constantFrom(
    "v",
    "surface",
    "k",
    "f",
    "start",
    "run",
    "step",
    "speed",
    "noise",
    "hide",
    "selected",
    "x"
  );
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ...surfaces.map(({id}) => id),
      ...Object.keys(rules),
      "1,2",
      "gaussian,1,2",
      "judge",
      "7",
      "formula"
    ),
    fc.tuple(fc.constantFrom(...Object.keys(rules)), fc.double()).map(([rule, a]) => `${rule},learningRate:${a}`)
  );
  const link = fc
    .array(fc.tuple(key, value), {maxLength: 8})
    .map((fields) => fields.map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join("&"));
  fc.assert(
    fc.property(fc.oneof(link, fc.string()), (text) => {
      const {state} = decode(text);
      expect(decode(encode(state))).toEqual({state, notes: []});
    }),
    {numRuns: 2000, seed: 1}
  );
});
