import {expect, it} from "vitest";
import {slugOf} from "../../../src/components/book/progress.js";
import {plain} from "../../../src/components/book/prose.js";
import {
  degreesBetween,
  scoreChoice,
  scoreDirection,
  scoreNumber,
  scorePlace
} from "../../../src/components/book/score.js";
import {fixed, show, superscript} from "../../../src/components/format.js";

it("judges a number by its distance along the slider", () => {
  const range = {min: 0, max: 100};
  expect([52, 60, 70, 90].map((guess) => scoreNumber(guess, 50, range))).toEqual([
    "spotOn",
    "close",
    "near",
    "surprise"
  ]);
});

it("judges a number on a logarithmic slider by decades", () => {
  const range = {min: 1e-4, max: 1, scale: "log"} as const;
  expect(scoreNumber(0.012, 0.01, range)).toBe("spotOn");
  expect(scoreNumber(0.1, 0.01, range)).toBe("near");
  expect(scoreNumber(1, 0.01, range)).toBe("surprise");
});

it("judges a direction by its angle, whichever way round", () => {
  expect(degreesBetween([-1, 0.001], [-1, -0.001])).toBeLessThan(1);
  expect(degreesBetween([1, 0], [0, -2])).toBeCloseTo(90);
  const turned = (degrees: number) =>
    [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)] as const;
  expect([176, -170, -150, -90].map((degrees) => scoreDirection(turned(degrees), turned(-180)))).toEqual([
    "spotOn",
    "close",
    "near",
    "surprise"
  ]);
});

it("judges a place by its distance, against the width of the map", () =>
  expect([0.1, 0.5, 1.2, 2].map((far) => scorePlace([1 + 0.6 * far, 0.8 * far], [1, 0], 5))).toEqual([
    "spotOn",
    "close",
    "near",
    "surprise"
  ]));

it("judges a choice", () => expect([scoreChoice(1, 1), scoreChoice(0, 1)]).toEqual(["spotOn", "surprise"]));

it("writes numbers with a true minus and powers of ten", () => {
  expect([-0.25, 1234.5, 1e-7, -3.2e8, Number.POSITIVE_INFINITY, Number.NaN].map((v) => show(v))).toEqual([
    "−0.25",
    "1230",
    "1 × 10⁻⁷",
    "−3.2 × 10⁸",
    "∞",
    "not a number"
  ]);
  expect([-1.005, -0.001, 2].map((v) => fixed(v))).toEqual(["−1.00", "0.00", "2.00"]);
  expect(superscript(-12)).toBe("⁻¹²");
});

it("finds a chapter's name under any sub-path, with and without .html", () => {
  expect(["/some/sub/chapters/gradient.html", "/chapters/gradient", "/x/arena.html"].map(slugOf)).toEqual([
    "chapters/gradient",
    "chapters/gradient",
    "arena"
  ]);
});

it("says mathematics in a label as plain text", () =>
  expect(plain("Is it $-\\nabla J$, *really*, with $0.1\\,\\alpha$?")).toBe("Is it −∇J, really, with 0.1α?"));
