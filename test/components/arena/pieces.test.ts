import {afterEach, describe, expect, test, vi} from "vitest";
import {adam, rules} from "../../../lib/optim/index.js";
import {surface} from "../../../lib/surfaces/index.js";
import {plain, short, steady} from "../../../src/components/arena/format.js";
import {history} from "../../../src/components/arena/history.js";
import {letterOf} from "../../../src/components/arena/letter.js";
import {contourLevels} from "../../../src/components/arena/levels.js";
import {liveLines, termsOf} from "../../../src/components/arena/live-tex.js";
import {pace} from "../../../src/components/arena/pace.js";
import {pathLength} from "../../../src/components/arena/path-length.js";
import {problem} from "../../../src/components/arena/problem.js";
import {makeRun, noNoise} from "../../../src/components/arena/state.js";
import {trajectory} from "../../../src/components/arena/trajectory.js";
import {fitDomain, fromX, fromY, pan, shown, toX, toY, zoom} from "../../../src/components/arena/viewport.js";
import {scaleOf} from "../../../src/components/slider-scale.js";

describe("viewport", () => {
  const view = fitDomain({x: [-3, 3], y: [-2, 2]}, 600, 600);
  test("has one scale for both axes and holds the whole domain", () => {
    expect(view.scale).toBe(100);
    expect(shown(view)).toEqual({x: [-3, 3], y: [-3, 3]});
  });
  test("goes from parameters to pixels and back", () => {
    expect(fromX(view, toX(view, 1.25))).toBeCloseTo(1.25, 12);
    expect(fromY(view, toY(view, -0.5))).toBeCloseTo(-0.5, 12);
    expect(toY(view, 3)).toBe(0);
  });
  test("zooms around a pixel, which stays", () => {
    const near = zoom(view, 2, 150, 450);
    expect(fromX(near, 150)).toBeCloseTo(fromX(view, 150), 12);
    expect(fromY(near, 450)).toBeCloseTo(fromY(view, 450), 12);
  });
  test("pans with the hand", () => {
    expect(fromX(pan(view, 50, 0), 50)).toBeCloseTo(fromX(view, 0), 12);
    expect(fromY(pan(view, 0, 50), 50)).toBeCloseTo(fromY(view, 0), 12);
  });
});

describe("history", () => {
  test("keeps rows across growth, and NaN where nothing was written", () => {
    const h = history();
    for (let k = 0; k < 1000; ++k) {
      h.addRow();
      h.set("a", k);
      if (k >= 500) h.set("b", -k);
    }
    expect(h.at("a", 999)).toBe(999);
    expect(h.at("a", 3)).toBe(3);
    expect(h.at("b", 3)).toBeNaN();
    expect(h.at("b", 500)).toBe(-500);
    expect(h.at("a", 1000)).toBeNaN();
    expect(h.at("c", 0)).toBeNaN();
  });
  test("forgets rows", () => {
    const h = history();
    for (let k = 0; k < 10; ++k) {
      h.addRow();
      h.set("a", k);
    }
    h.truncate(4);
    h.addRow();
    expect([h.count, h.at("a", 3), h.at("a", 4)]).toEqual([5, 3, Number.NaN]);
  });
});

describe("contour levels", () => {
  test("rise strictly, linear and log", () => {
    for (const spacing of ["linear", "log"] as const) {
      const levels = contourLevels([0, 1e-9, 0.5, 2, 1000, Number.NaN, Number.POSITIVE_INFINITY], spacing, 12, 0);
      for (let i = 1; i < levels.length; ++i) expect(levels[i]).toBeGreaterThan(levels[i - 1]);
    }
  });
  test("a flat or unknown surface has one", () => {
    expect(contourLevels([2, 2, 2], "log")).toEqual([2]);
    expect(contourLevels([Number.NaN], "linear")).toEqual([0]);
  });
});

describe("slider scales", () => {
  test.each(["linear", "log", "oneMinusLog"] as const)(
    "%s: a position gives a value that gives the position",
    (scale) => {
      const s = scaleOf({scale, range: scale === "log" ? [1e-5, 1] : [0, 0.9999]});
      for (let p = s.min; p <= s.max; p += (s.max - s.min) / 7)
        expect(Math.abs(s.toPosition(s.toValue(p)) - p)).toBeLessThan(0.03);
    }
  );
  test("oneMinusLog reaches 0.9, 0.99 and 0.999 at whole positions", () => {
    const s = scaleOf({scale: "oneMinusLog", range: [0, 0.9999]});
    expect([1, 2, 3].map(s.toValue)).toEqual([0.9, 0.99, 0.999]);
  });
  test("every hyperparameter has a letter without TeX", () => {
    for (const rule of Object.values(rules))
      for (const h of Object.values(rule.hyperparameters)) expect(letterOf(h.tex)).not.toMatch(/[\\{}_^]/);
    expect(letterOf("\\beta_1")).toBe("β₁");
  });
});

describe("numbers", () => {
  test("are short for reading", () => {
    expect([0, 1.23456, -0.5, 123456, 1e-9, Number.POSITIVE_INFINITY].map((v) => short(v))).toEqual([
      "0",
      "1.23",
      "−0.5",
      "1.23e5",
      "1.00e−9",
      "∞"
    ]);
  });
  test("keep their width while they change", () => {
    expect(steady(1.5)).toBe("1.5000");
    expect(steady(-12.34567)).toBe("−12.346");
    expect(steady(Number.NaN)).toBe("–");
  });
  test("can be typed back", () => {
    for (const v of [0.1, -2.6, 1e-7, 12345.678]) expect(Math.abs(Number(plain(v)) / v - 1)).toBeLessThan(1e-5);
  });
});

describe("live equations", () => {
  test("terms are cut at matching braces", () => {
    expect(termsOf("a \\term{v}{\\hat{v}} b")).toEqual([{plain: "a "}, {name: "v", tex: "\\hat{v}"}, {plain: " b"}]);
  });
  test("Adam's m is old on the right of its own line and new in the next", () => {
    const lines = liveLines(adam().rule);
    expect(lines[0].slots.filter(({name}) => name === "m").map(({time}) => time)).toEqual([
      "after",
      "after",
      "before",
      "before"
    ]);
    expect(lines[2].slots.filter(({name}) => name === "m").every(({time}) => time === "after")).toBe(true);
    const theta = lines[3].slots.filter(({name}) => name === "theta").map(({time}) => time);
    expect(theta).toEqual(["after", "after", "before", "before"]);
  });
  test.each(Object.values(rules).map((rule) => [rule.name, rule] as const))(
    "%s: every slot is a quantity, a hyperparameter or t",
    (_, rule) => {
      for (const {slots} of liveLines(rule))
        for (const {name} of slots)
          expect(name === "t" || name in rule.quantities || name in rule.hyperparameters).toBe(true);
    }
  );
});

describe("a pace", () => {
  afterEach(() => void vi.useRealTimers());
  test("lets through once in its time, and calls back for what it put off", () => {
    vi.useFakeTimers();
    const later = vi.fn();
    const one = pace(100, later);
    expect([0, 16, 99, 100, 116].map((t) => one.due(t))).toEqual([true, false, false, true, false]);
    vi.advanceTimersByTime(100);
    expect(later).toHaveBeenCalledTimes(1);
    expect(one.due(150, true)).toBe(true);
    expect(one.due(160)).toBe(false);
    one.dispose();
    vi.advanceTimersByTime(1000);
    expect(later).toHaveBeenCalledTimes(1);
  });
});

test("the length of a path is the sum of its steps, however far it was asked for before", () => {
  const {legs} = makeRun("r1", "momentum", "ravine");
  const run = trajectory({problem: problem(surface("ravine"), noNoise), legs, start: [-2.6, 1]});
  run.extend(40);
  const upTo = (step: number) => {
    let sum = 0;
    for (let k = 1; k <= step; ++k) sum += Math.hypot(run.at("delta.0", k), run.at("delta.1", k));
    return sum;
  };
  expect(pathLength(run, 0)).toBe(0);
  expect(pathLength(run, 10)).toBeCloseTo(upTo(10), 9);
  run.extend(700);
  expect(pathLength(run, 700)).toBeCloseTo(upTo(700), 9);
  expect(pathLength(run, 25)).toBeCloseTo(upTo(25), 9);
  expect(pathLength(run, 5000)).toBe(pathLength(run, run.last));
});
