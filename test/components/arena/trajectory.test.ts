import {describe, expect, test} from "vitest";
import {optimizer, rules} from "../../../lib/optim/index.js";
import {descend, surface, surfaces} from "../../../lib/surfaces/index.js";
import {problem} from "../../../src/components/arena/problem.js";
import {noNoise} from "../../../src/components/arena/state.js";
import {trajectory} from "../../../src/components/arena/trajectory.js";

const leg = (rule: string, settings = {}, from = 0) => ({from, rule, settings: optimizer(rule, settings).settings});
const quiet = (id: string) => problem(surface(id), noNoise);

describe.each(Object.keys(rules))("%s", (name) => {
  test.each(surfaces.map(({id}) => id))("steps on %s as descend does, to the bit", (id) => {
    const start = surface(id).starts[0];
    const run = trajectory({problem: quiet(id), legs: [leg(name, {})], start});
    run.extend(40);
    const moments = [...descend(surface(id), optimizer(name), {start, steps: 40})].filter(
      (m) => m.stopped?.reason !== "diverged"
    );
    expect(run.last).toBe(moments.length - 1);
    for (const {step, theta, loss, gradient, delta} of moments) {
      expect([run.at("theta.0", step), run.at("theta.1", step)]).toEqual(theta);
      expect(run.at("loss", step)).toBe(loss);
      expect([run.at("gradient.0", step), run.at("gradient.1", step)]).toEqual(gradient);
      expect([run.at("delta.0", step), run.at("delta.1", step)]).toEqual(delta);
    }
  });
});

test("a run that overflows stops at that step, says so, and keeps what came before", () => {
  const run = trajectory({
    problem: quiet("ravine"),
    legs: [leg("gradientDescent", {learningRate: 1})],
    start: [-2.6, 1]
  });
  run.extend(1000);
  expect(run.stopped?.step).toBe(run.last + 1);
  expect(run.stopped?.message).toContain(`step ${run.last + 1}`);
  expect(Number.isFinite(run.at("loss", run.last))).toBe(true);
});

test("a start where the loss is not a number stops before the first step", () => {
  const run = trajectory({problem: quiet("bowl"), legs: [leg("adam")], start: [1e200, 0]});
  run.extend(5);
  expect(run.last).toBe(0);
  expect(run.stopped?.step).toBe(0);
});

test("a fork shares its past and goes on with the state it finds", () => {
  const start = [-1.5, 2] as const;
  const one = trajectory({problem: quiet("rosenbrock"), legs: [leg("momentum", {learningRate: 0.001})], start});
  const same = leg("momentum", {learningRate: 0.001});
  const two = trajectory({problem: quiet("rosenbrock"), legs: [same, {...same, from: 20}], start});
  const other = trajectory({
    problem: quiet("rosenbrock"),
    legs: [same, leg("momentum", {learningRate: 0.0005}, 20)],
    start
  });
  for (const run of [one, two, other]) run.extend(50);
  for (let k = 0; k <= 50; ++k) expect(two.at("theta.0", k)).toBe(one.at("theta.0", k));
  for (let k = 0; k <= 20; ++k) expect(other.at("theta.0", k)).toBe(one.at("theta.0", k));
  expect(other.at("theta.0", 21)).not.toBe(one.at("theta.0", 21));
});

test("the same seed gives every run the same noise, another seed another, a stream of its own another", () => {
  const path = (seed: number, stream: number, separate: boolean) => {
    const p = problem(surface("bowl"), {...noNoise, kind: "gaussian", sigma: 1, seed, separate});
    const run = trajectory({problem: p, legs: [leg("gradientDescent")], start: [1, 1], stream});
    run.extend(10);
    return run.at("theta.0", 10);
  };
  expect(path(1, 1, false)).toBe(path(1, 2, false));
  expect(path(1, 1, true)).not.toBe(path(1, 2, true));
  expect(path(1, 1, false)).not.toBe(path(2, 1, false));
});
