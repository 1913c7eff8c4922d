import {expect, it} from "vitest";
import {momentum, nesterov} from "../../../lib/optim/index.js";
import {descend, lossAt} from "../../../lib/surfaces/index.js";
import {add, mul, square} from "../../../lib/tensor/index.js";
import {steepestDown, steepestPicture} from "../../../src/components/chapters/gradient/steepest.js";
import {largestRate, steeperPicture} from "../../../src/components/chapters/learning-rate/steeper.js";
import {BETA, boundPicture} from "../../../src/components/chapters/momentum/bound-picture.js";
import {BEND_STEPS, bendWalk} from "../../../src/components/chapters/why-descend/bend.js";
import {landscapes} from "../../../src/components/chapters/why-descend/walk.js";

it("ends the walk in the bent valley on its floor, far from the star", () => {
  const {points, loss, start, few} = bendWalk();
  expect(points).toHaveLength(BEND_STEPS + 1);
  const [x, y] = points[BEND_STEPS];
  const [{x: starX, y: starY}] = landscapes.b.surface.minima;
  expect(Math.abs(y - x ** 2)).toBeLessThan(0.02);
  expect(Math.hypot(x - starX, y - starY)).toBeGreaterThan(2);
  expect(start - few).toBeGreaterThan(10 * (few - loss));
});

it("turns steepest descent away from the minimum, square to the contour", () => {
  const {surface, from, answer} = steepestPicture();
  const {aside} = steepestDown();
  expect(aside).toBeGreaterThan(45);
  // A short step to either side of the arrow changes the loss only by second order.
  const length = Math.hypot(...answer);
  const [ux, uy] = [-answer[1] / length, answer[0] / length];
  const h = 1e-4;
  const rise =
    lossAt(surface, from[0] + h * ux, from[1] + h * uy) - lossAt(surface, from[0] - h * ux, from[1] - h * uy);
  expect(Math.abs(rise / (2 * h))).toBeLessThan(1e-6);
});

it("finds the bound 2/λ by running", () => {
  for (const curvature of [1, 2, 4]) expect(largestRate(curvature)).toBeCloseTo(2 / curvature, 10);
  expect(steeperPicture().answer).toBeCloseTo(0.5, 10);
});

it("lets the library's momentum diverge just beyond the answer, and Nesterov's form before 2", () => {
  const {answer} = boundPicture();
  const parabola = {
    J: (x: Parameters<typeof square>[0], y: Parameters<typeof square>[0]) => mul(0.5, add(square(x), square(y)))
  };
  const end = (rule: typeof momentum | typeof nesterov, learningRate: number) => {
    const moments = [...descend(parabola, rule({learningRate, beta: BETA}), {start: [1, 0], steps: 800})];
    return Math.abs(moments[moments.length - 1].theta[0]);
  };
  expect(end(momentum, answer - 0.05)).toBeLessThan(0.01);
  expect(end(momentum, answer + 0.05)).toBeGreaterThan(100);
  expect(end(nesterov, 1.3)).toBeLessThan(0.01);
  expect(end(nesterov, 1.45)).toBeGreaterThan(100);
});
