import {expect, it} from "vitest";
import {distance, pull, sample, scoreSketch, shareOf, stroke} from "../../../src/components/book/sketch-line.js";
import {zigzagLosses} from "../../../src/components/chapters/learning-rate/zigzag-loss.js";
import {bounceLosses, highestReturn} from "../../../src/components/chapters/momentum/bounces.js";
import {expectedLoss, expectedLosses} from "../../../src/components/chapters/what-comes-next/batch-model.js";
import {decayLosses, decayRun} from "../../../src/components/chapters/what-comes-next/decay-sketch.js";
import {placeLabels} from "../../../src/components/plot/labels.js";

const flat = (columns: number, y: number) => Array<number>(columns).fill(y);

it("draws a straight line between two places of the pen, in either direction, and no further", () => {
  expect(stroke(flat(7, 0), [1, 0.2], [5, 1])).toEqual([0, 0.2, 0.4, expect.closeTo(0.6), 0.8, 1, 0]);
  expect(stroke(flat(7, 0), [5, 1], [1, 0.2])).toEqual([0, 0.2, 0.4, expect.closeTo(0.6), 0.8, 1, 0]);
  expect(stroke(flat(5, 0), [2.2, 0.5], [2.3, 0.5])).toEqual([0, 0, 0.5, 0, 0]);
});

it("pulls what is near a knob, up to its neighbours, and stays in the picture", () => {
  expect(pull(flat(9, 0.5), [0, 4, 8], 1, 0.9)).toEqual([0.5, 0.6, 0.7, 0.8, 0.9, 0.8, 0.7, 0.6, 0.5].map(near));
  expect(pull(flat(3, 0.5), [0, 2], 1, 7)).toEqual([0.5, 0.75 * 5, 1].map((v) => Math.min(1, v)).map(near));
});

it("measures a curve in shares of the axis, linear and logarithmic, also where it leaves it", () => {
  const x = {domain: [0, 4]} as const;
  const points = [0.01, 0.1, 1, 10, Number.NaN].map((v, i) => [i, v] as const);
  expect(sample(points, 5, x, {domain: [0.01, 1], log: true})).toEqual([0, 0.5, 1, 1, 1].map(near));
  expect(
    sample(
      [
        [0, 0],
        [4, 8]
      ],
      3,
      x,
      {domain: [0, 10]}
    )
  ).toEqual([0, 0.4, 0.8].map(near));
  expect(shareOf({domain: [0, 1]}, -3)).toBe(0);
});

it("judges a drawing by its mean distance, and kindly", () => {
  const truth = flat(10, 0.5);
  expect([0.51, 0.56, 0.6, 0.9].map((y) => scoreSketch(flat(10, y), truth))).toEqual([
    "spotOn",
    "close",
    "near",
    "surprise"
  ]);
  expect(distance([0, 1], [1, 1])).toBe(0.5);
});

it("draws the chapters' curves with the library: a zigzag's loss is smooth, a heavy ball's comes back", () => {
  const losses = zigzagLosses();
  losses.slice(1).forEach((loss, i) => {
    expect(loss / losses[i]).toBeCloseTo(0.81, 12);
  });
  // The closed form of the heavy ball, from its two complex roots.
  const {alpha, beta} = {alpha: 0.05, beta: 0.95};
  const [re, im] = [(1 + beta - alpha) / 2, Math.sqrt(beta - ((1 + beta - alpha) / 2) ** 2)];
  const [radius, angle] = [Math.hypot(re, im), Math.atan2(im, re)];
  const b = (1 - alpha - radius * Math.cos(angle)) / (radius * Math.sin(angle));
  bounceLosses().forEach((loss, t) => {
    expect(loss).toBeCloseTo((radius ** t * (Math.cos(angle * t) + b * Math.sin(angle * t))) ** 2, 10);
  });
  expect(highestReturn().loss).toBeGreaterThan(0.4);
});

it("takes expected losses step by step as the closed form does, and ends lower with a cosine", () => {
  const {alpha, steps, batch, noise} = decayRun;
  const {constant, cosine} = decayLosses();
  expect(constant[steps]).toBeCloseTo(expectedLoss(steps, alpha, {batch, noise}), 12);
  expect(cosine[steps]).toBeLessThan(constant[steps] / 5);
  expect(expectedLosses(() => 0, 3, {batch, noise})).toEqual([1, 1, 1, 1]);
});

it("keeps labels in the picture and off each other and off a curve", () => {
  const size = {width: 300, height: 100};
  const box = ({x, y, anchor}: {x: number; y: number; anchor: string}, text: string) => {
    const left = anchor === "start" ? x : x - 6.9 * text.length;
    return {left, right: left + 6.9 * text.length, top: y - 11, bottom: y + 3};
  };
  const labels = ["gradient descent", "momentum", "Adam"].map((text) => ({text, at: [290, 50] as const}));
  const boxes = placeLabels(labels, size).map((label, i) => box(label, labels[i].text));
  boxes.forEach((a, i) => {
    expect(Math.min(a.left, 300 - a.right, a.top, 100 - a.bottom)).toBeGreaterThanOrEqual(0);
    for (const b of boxes.slice(i + 1))
      expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
  });
  const line = [
    [0, 42],
    [300, 42]
  ] as const;
  const [placed] = placeLabels([{text: "level", at: [150, 50]}], {...size, lines: [line]});
  const {top, bottom} = box(placed, "level");
  expect(top > 42 || bottom < 42).toBe(true);
});

const near = (value: number) => expect.closeTo(value, 10) as number;
