import {expect, test} from "vitest";
import {surface} from "../../../lib/surfaces/index.js";
import {distanceApart, otherConventions} from "../../../src/components/arena/convention-paths.js";
import {problem} from "../../../src/components/arena/problem.js";
import {lastLeg, makeRun, noNoise} from "../../../src/components/arena/state.js";
import {trajectory} from "../../../src/components/arena/trajectory.js";

const path = (run: ReturnType<typeof makeRun>) => {
  const made = trajectory({problem: problem(surface("rosenbrock"), noNoise), legs: run.legs, start: [-1.2, 1]});
  made.extend(50);
  return made;
};

test("the others keep the numbers, but a default follows its convention", () => {
  const adam = makeRun("r1", "adam", "rosenbrock", {beta1: 0.8});
  const others = otherConventions(adam);
  expect(others.map(({convention}) => convention)).toEqual(["keras", "paper"]);
  const {settings} = lastLeg(others[0].run);
  expect(settings).toMatchObject({beta1: 0.8, epsilon: 1e-7, convention: "keras"});
  expect(settings.learningRate).toBe(lastLeg(adam).settings.learningRate);
  const chosen = makeRun("r1", "adam", "rosenbrock", {epsilon: 0.01});
  expect(lastLeg(otherConventions(chosen)[0].run).settings.epsilon).toBe(0.01);
  const keras = makeRun("r1", "adam", "rosenbrock", {convention: "keras"});
  expect(lastLeg(otherConventions(keras)[0].run).settings.epsilon).toBe(1e-8);
});

test("Adam's paper and PyTorch make one path, Keras with a large ε another", () => {
  const adam = makeRun("r1", "adam", "rosenbrock", {epsilon: 0.1});
  const [keras, paper] = otherConventions(adam).map(({run}) => path(run));
  expect(distanceApart(path(adam), paper, 50)).toBe(0);
  expect(distanceApart(path(adam), keras, 50)).toBeGreaterThan(0.001);
});

test("a rule without conventions has no others", () => {
  expect(otherConventions(makeRun("r1", "gradientDescent", "bowl"))).toEqual([]);
});
