import {transformSync} from "esbuild";
import * as math from "mathjs";
import {describe, expect, test} from "vitest";
import * as library from "../../../lib/index.js";
import {formulaSurface, ravineOf, type Surface, surface} from "../../../lib/surfaces/index.js";
import {problem} from "../../../src/components/arena/problem.js";
import {toCode} from "../../../src/components/arena/program.js";
import {simulation} from "../../../src/components/arena/simulation.js";
import {
  type ArenaState,
  addRun,
  defaultState,
  forkRun,
  noNoise,
  withRule,
  withSetting,
  withSurface
} from "../../../src/components/arena/state.js";

function lossOf({surface: id, condition, formula}: ArenaState): Surface {
  if (id === "formula")
    return {...surface("bowl"), id, J: formulaSurface(formula, math as unknown as library.MathJs).surface.J};
  return id === "ravine" ? ravineOf({condition}) : surface(id);
}

/** Runs a copied program, and gives what it prints. */
function run(code: string): unknown[][] {
  const lines: unknown[][] = [];
  const script = code
    .replace(/^import (.*) from "nabla";$/m, "const $1 = nabla;")
    .replace(/^import \* as math from "mathjs";$/m, "");
  const {code: program} = transformSync(script, {loader: "ts"});
  const console = {log: (...words: unknown[]) => lines.push(words)};
  new Function("nabla", "math", "console", program)(library, math, console);
  return lines;
}

function expectSame(state: ArenaState) {
  const sim = simulation();
  sim.sync(state.runs, problem(lossOf(state), state.noise), state.start);
  sim.advance(state.step);
  const ends = state.runs.map(({id}) => {
    const path = sim.of(id);
    const at = path.last;
    return [id, at, path.at("theta.0", at), path.at("theta.1", at), path.at("loss", at)];
  });
  expect(run(toCode(state))).toEqual(ends);
}

describe("the copied code makes the same runs to the bit", () => {
  test.each(["ravine", "rosenbrock", "himmelblau"])("on %s", (id) => {
    let state: ArenaState = {...defaultState(id), step: 30};
    for (const rule of ["nesterov", "rmsprop", "lion"]) state = addRun(state, rule);
    expectSame(state);
  });
  test("forked twice, to the same rule and to another", () => {
    let state: ArenaState = {...defaultState("himmelblau"), step: 40};
    state = withSetting(forkRun(state, "r2", 10), "r4", "learningRate", 0.001);
    state = withRule(forkRun(state, "r4", 25), "r5", "adam");
    state = withRule(forkRun(state, "r3", 7), "r6", "trustRegion");
    expect(state.runs.map(({legs}) => legs.length)).toEqual([1, 1, 2, 3, 1, 2]);
    expectSame(state);
  });
  test.each([false, true])("with Gaussian noise, of its own for each run: %s", (separate) => {
    const noise = {...noNoise, kind: "gaussian", sigma: 0.7, seed: 9, separate} as const;
    expectSame({...addRun(defaultState("beale"), "newton"), step: 35, noise});
  });
  test.each(["leastSquares", "neuron"])("with mini-batches on %s", (id) => {
    expectSame({...defaultState(id), step: 35, noise: {...noNoise, kind: "batch", batchSize: 5, seed: 3}});
  });
  test("with a formula, plain and forked under noise", () => {
    const state = {...withSurface(defaultState(), "formula"), formula: "x^2 + 3*y^2 + 2*sin(3*x)", step: 20};
    expectSame(state);
    const noise = {...noNoise, kind: "gaussian", sigma: 0.1} as const;
    expectSame({...forkRun(state, "r2", 5), noise});
  });
  test("when a run overflows under noise, up to its last finite step", () => {
    const state = withSetting(defaultState("rosenbrock"), "r1", "learningRate", 0.5);
    expectSame({...state, step: 60, noise: {...noNoise, kind: "gaussian", sigma: 0.1}});
  });
});
