import {describe, expect, test} from "vitest";
import {optimizer} from "../../../lib/optim/index.js";
import {ravineOf, surface} from "../../../lib/surfaces/index.js";
import {toCsv, toJson} from "../../../src/components/arena/export.js";
import {metricOf} from "../../../src/components/arena/metrics.js";
import {problem} from "../../../src/components/arena/problem.js";
import {simulation} from "../../../src/components/arena/simulation.js";
import {stabilityBound, stabilityMarks} from "../../../src/components/arena/stability.js";
import {type ArenaState, defaultState, noNoise} from "../../../src/components/arena/state.js";
import {trajectory} from "../../../src/components/arena/trajectory.js";

/** Whether a rule comes closer to the minimum of a quadratic of curvature 7. */
function converges(rule: string, settings: Record<string, number | boolean>): boolean {
  const valley = {...surface("bowl"), ...ravineOf({condition: 7})};
  const legs = [{from: 0, rule, settings: optimizer(rule, settings).settings}];
  const path = trajectory({problem: problem(valley, noNoise), legs, start: [0, 1]});
  path.extend(3000);
  return Math.abs(path.at("theta.1", path.last)) < 1;
}

describe.each([
  ["gradientDescent", {}],
  ["momentum", {beta: 0.9}],
  ["momentum", {beta: 0.5}],
  ["momentum", {beta: 0.9, nesterov: true}],
  ["nesterov", {beta: 0.9}]
])("%s %o", (rule, settings) => {
  const leg = {from: 0, rule, settings: optimizer(rule, settings).settings};
  const bound = stabilityBound(leg, 7)!;
  test("converges 1 % below its bound and not 1 % above it", () => {
    expect(converges(rule, {...settings, learningRate: bound * 0.99})).toBe(true);
    expect(converges(rule, {...settings, learningRate: bound * 1.01})).toBe(false);
  });
});

test("there is no bound where nothing curves upwards, and none for Adam", () => {
  const leg = (rule: string) => ({from: 0, rule, settings: optimizer(rule).settings});
  expect(stabilityBound(leg("gradientDescent"), -1)).toBeUndefined();
  expect(stabilityBound(leg("adam"), 7)).toBeUndefined();
  expect(stabilityMarks(ravineOf({condition: 20}), leg("gradientDescent"), 1, 1)[0].value).toBeCloseTo(0.1, 12);
});

function simulated(state: ArenaState) {
  const sim = simulation();
  const loss = state.surface === "ravine" ? ravineOf({condition: state.condition}) : surface(state.surface);
  sim.sync(state.runs, problem(loss, state.noise), state.start);
  sim.advance(state.step);
  return sim;
}

test("CSV and JSON hold the numbers in full", () => {
  const state = {...defaultState(), step: 7};
  const sim = simulated(state);
  const rows = toCsv(state.runs, sim.of, 7).trim().split("\n");
  expect(rows.length).toBe(1 + 3 * 8);
  expect(Number(rows[8].split(",")[5])).toBe(sim.of("r1").at("loss", 7));
  expect(JSON.parse(toJson(state, sim.of)).runs[2].at.theta[0]).toBe(sim.of("r3").at("theta.0", 7));
});

test("metrics are lengths", () => {
  const sim = simulated({...defaultState(), step: 4});
  const path = sim.of("r1");
  const minima = [{x: 0, y: 0, loss: 0}];
  expect(metricOf("distance", path, minima, 5)[4]).toBe(Math.hypot(path.at("theta.0", 4), path.at("theta.1", 4)));
  expect(metricOf("move", path, minima, 5)[3]).toBe(Math.hypot(path.at("delta.0", 3), path.at("delta.1", 3)));
  expect(metricOf("slope", path, minima, 5)[0]).toBe(Math.hypot(2.6, 20));
});
