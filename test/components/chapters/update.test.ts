import {expect, test} from "vitest";
import {adam, gradientDescent} from "../../../lib/optim/index.js";
import {surface} from "../../../lib/surfaces/index.js";
import {judge, placeOf} from "../../../src/components/chapters/update/converged.js";
import {plateau} from "../../../src/components/chapters/update/plateau.js";

test("places are told apart by slope and curvatures", () => {
  expect(placeOf([0, 0], [2, 1])).toBe("minimum");
  expect(placeOf([0, 0], [2, -1])).toBe("saddle");
  expect(placeOf([0, 1e-4], [1e-5, -1e-5])).toBe("plateau");
  expect(placeOf([1, 0], [2, 1])).toBe("slope");
});

test("on a bowl every criterion ends at the minimum", () => {
  const {verdicts} = judge(surface("bowl"), gradientDescent({learningRate: 0.1}), {
    start: [-2, 1],
    steps: 400,
    tolerance: 1e-5
  });
  for (const {place} of verdicts) expect(place).toBe("minimum");
});

test("on a saddle's axis all three hold, and none is at a minimum, not even with Adam", () => {
  for (const optimizer of [gradientDescent({learningRate: 0.1}), adam({learningRate: 0.05})]) {
    const {verdicts, path} = judge(surface("saddle"), optimizer, {start: [-2, 0], steps: 600, tolerance: 1e-3});
    expect(verdicts[0].place).toBe("saddle");
    expect(path.at(-1)!.theta[1]).toBe(0);
  }
});

test("on a plain the first step already looks converged", () => {
  const {verdicts} = judge(plateau, gradientDescent({learningRate: 0.1}), {
    start: [-4.2, 1.5],
    steps: 100,
    tolerance: 1e-2
  });
  expect(verdicts[0]).toMatchObject({step: 0, place: "plateau"});
});
