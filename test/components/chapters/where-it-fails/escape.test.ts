import {expect, test} from "vitest";
import {adam, gradientDescent, momentum} from "../../../../lib/optim/index.js";
import {escapeFrom, saddleTime} from "../../../../src/components/chapters/where-it-fails/escape.js";
import {landscapes} from "../../../../src/components/chapters/where-it-fails/landscapes.js";

const [saddle, plateau, crossEntropy, wells] = landscapes;
const plain = (learningRate: number) => gradientDescent({learningRate});

test.each([1e-9, 1e-6, 1e-3])(
  "leaving a saddle from %s takes as long as the formula says, within 4 steps",
  (distance) => {
    const {step} = escapeFrom(saddle, plain(0.1), {distance, steps: 400});
    expect(Math.abs((step ?? 0) - saddleTime(distance, {learningRate: 0.1}))).toBeLessThan(4);
  }
);

test("exactly on the ridge nobody leaves, unless there is noise", () => {
  for (const o of [plain(0.1), momentum({learningRate: 0.1, beta: 0.9}), adam({learningRate: 0.1})]) {
    expect(escapeFrom(saddle, o, {distance: 0, steps: 400}).step).toBeUndefined();
    expect(escapeFrom(saddle, o, {distance: 0, steps: 400, noise: 0.05}).step).toBeGreaterThan(0);
  }
});

test("the wait on the plateau grows about e-fold for each unit of distance; cross-entropy has none", () => {
  const wait = (distance: number) => escapeFrom(plateau, plain(0.5), {distance, steps: 4000}).step ?? 0;
  const ratio = wait(7) / wait(6);
  expect(ratio).toBeGreaterThan(2.2);
  expect(ratio).toBeLessThan(3.2);
  expect(escapeFrom(crossEntropy, plain(0.5), {distance: 7, steps: 400}).step).toBeLessThan(30);
});

test("the wells' minima are stationary, and the left one is deeper", () => {
  const [left, right] = wells.surface.minima;
  expect(left.loss).toBeLessThan(right.loss);
  for (const {x} of [left, right]) expect(Math.abs(x ** 3 - x + 0.15)).toBeLessThan(1e-12);
});

test("gradient descent stays in the wrong well; momentum rolls out of it from high up, not from low down", () => {
  const ball = momentum({learningRate: 0.1, beta: 0.9});
  expect(escapeFrom(wells, plain(0.1), {distance: 1.8, steps: 400}).step).toBeUndefined();
  expect(escapeFrom(wells, ball, {distance: 1.8, steps: 400}).step).toBeGreaterThan(0);
  expect(escapeFrom(wells, ball, {distance: 1, steps: 400}).step).toBeUndefined();
});
