import {readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";
import {lawOf, optimizer, rules} from "../../../lib/optim/index.js";
import {surface} from "../../../lib/surfaces/index.js";
import {arrowsOf} from "../../../src/components/arena/arrows.js";
import {problem} from "../../../src/components/arena/problem.js";
import {divisionOf} from "../../../src/components/arena/squares.js";
import {noNoise} from "../../../src/components/arena/state.js";
import {madeIn, subSteps} from "../../../src/components/arena/sub-steps.js";
import {trajectory} from "../../../src/components/arena/trajectory.js";
import {fitDomain} from "../../../src/components/arena/viewport.js";
import {ruleSources} from "../../../tools/rule-sources.js";

const sources = ruleSources();
const view = fitDomain(surface("ravine").domain, 600, 400);
const runOf = (name: string) => {
  const {rule, settings} = optimizer(name);
  const path = trajectory({
    problem: problem(surface("ravine"), noNoise),
    legs: [{from: 0, rule: name, settings}],
    start: [-2.6, 1]
  });
  path.extend(5);
  return {rule, settings, path, step: rule.needs === "gradient" ? 3 : 0};
};

describe.each(Object.keys(rules))("%s", (name) => {
  test("shows code that stands in the library, line by line", () => {
    const {path, code} = sources[name];
    const file = readFileSync(path, "utf8").replaceAll("\n  ", "\n");
    expect(file).toContain(code.split("\n\n")[0]);
    expect(code.length).toBeGreaterThan(50);
  });
  test("is taken apart into the gradient, its lines and the move", () => {
    const {rule, settings, path, step} = runOf(name);
    const parts = subSteps(rule, lawOf(rule, settings), path, step);
    expect(parts.length).toBeGreaterThanOrEqual(2);
    expect(parts[0].term).toBe("g");
    expect(parts.at(-1)?.term).toBe("delta");
    for (const {words} of parts) expect(words).not.toContain("not a number");
  });
  test("has arrows that point down the slope and along the step", () => {
    const {rule, settings, path, step} = runOf(name);
    const arrows = arrowsOf(rule, Number(settings.learningRate ?? 1), path, step, view);
    const find = (role: string) => arrows.find((arrow) => arrow.role === role)!.by;
    const g = [path.at("gradient.0", step), path.at("gradient.1", step)];
    const down = find("gradient");
    expect(down[0] * g[0] + down[1] * g[1]).toBeLessThan(0);
    expect(Math.abs(down[0] * g[1] - down[1] * g[0])).toBeLessThan(1e-9);
    expect(find("step")).toEqual([path.at("delta.0", step + 1), path.at("delta.1", step + 1)]);
  });
});

test("Adam divides m̂ by the root of v̂; momentum divides by nothing", () => {
  expect(divisionOf(rules.adam, rules.adam.tex)).toEqual({over: "mHat", under: "vHat"});
  expect(divisionOf(rules.momentum, rules.momentum.tex)).toBeUndefined();
});

test("a line makes what stands to the left of its arrow, or of each of its equals signs", () => {
  expect(rules.adam.tex.map(madeIn)).toEqual([["m"], ["v"], ["mHat", "vHat"], ["theta"]]);
});
