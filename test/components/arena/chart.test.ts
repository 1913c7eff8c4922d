import {describe, expect, test} from "vitest";
import {chartFile, paintCurve} from "../../../src/components/arena/chart-paint.js";
import {chartScale, niceAbove, type Series} from "../../../src/components/arena/chart-scale.js";
import {twinDash} from "../../../src/components/arena/palette.js";
import {svgPen} from "../../../src/components/arena/pen.js";

const shape = {width: 600, height: 220, steps: 10, log: true};
const series = (values: readonly number[], dash: readonly number[] = []): Series => ({
  name: "run",
  color: "#123456",
  dash,
  values,
  count: values.length,
  owner: {}
});
const labels = (values: readonly number[], log = true) =>
  chartScale([series(values)], {...shape, log}).valueTicks.map(({label}) => label);

describe("the scale of a chart", () => {
  test("a logarithmic one ends at powers of ten that hold all values, and marks decades", () => {
    const {low, high, foot, y} = chartScale([series([3, 40, 0.02])], shape);
    expect([low, high, foot]).toEqual([0.01, 100, false]);
    expect(y(1)).toBeCloseTo((y(0.01) + y(100)) / 2, 9);
    expect(labels([3, 40, 0.02])).toEqual(["0.01", "0.1", "1", "10", "100"]);
    expect(labels([1, 1e-9])).toContain("10⁻⁹");
  });

  test("what is 0 or below stands at a foot under the lowest decade, and the file says so", () => {
    const all = [series([1, 0, -2, 0.5])];
    const scale = chartScale(all, shape);
    expect(scale.foot).toBe(true);
    expect(scale.y(0)).toBeGreaterThan(scale.y(scale.low) + 5);
    expect(scale.y(-2)).toBe(scale.y(0));
    expect(scale.y(0)).toBeLessThan(shape.height - 20);
    const file = (values: readonly number[]) => {
      const list = [series(values)];
      const colours = {ink: "#000", paper: "#fff"};
      return chartFile({scale: chartScale(list, shape), series: list, now: {step: 1, alpha: 1}, title: "J", colours});
    };
    expect(file([1, 0, -2, 0.5])).toContain(">≤ 0</text>");
    expect(file([1, 2, 0.5])).not.toContain("≤ 0");
  });

  test("a linear one has no foot, and round marks", () => {
    expect(chartScale([series([1, 0, -2])], {...shape, log: false}).foot).toBe(false);
    expect(labels([0, 10], false)).toEqual(["0", "2", "4", "6", "8", "10"]);
  });

  test("what runs away is cut off, and does not flatten the others", () => {
    const {high} = chartScale([series([5, 1e200]), series([3, 1])], shape);
    expect(high).toBeLessThanOrEqual(1e5);
  });

  test("the step axis ends at a round number that is not less", () => {
    for (const n of [10, 11, 99, 101, 1234]) expect(niceAbove(n)).toBeGreaterThanOrEqual(n);
    expect(niceAbove(1234)).toBe(1500);
  });
});

describe("a curve that grows", () => {
  const values = Array.from({length: 900}, (_, k) => Math.exp(Math.sin(k / 7)) + 1e-3 * k);
  const painted = (steps: number, stops: readonly number[], dash: readonly number[] = []) => {
    const scale = chartScale([series(values)], {...shape, steps, log: false});
    const pen = svgPen(600, 220);
    let drawn = {count: 0, length: 0};
    for (const count of stops) drawn = paintCurve(pen, scale, {...series(values, dash), count}, drawn);
    return {drawn, markup: pen.markup};
  };
  const corners = (markup: string) => new Set(markup.match(/-?[\d.]+,-?[\d.]+/g));

  test.each([
    ["steps wider than a pixel", 450],
    ["several steps a pixel", 9000]
  ])("passes where it passes when it is drawn at once: %s", (_, steps) => {
    const last = Math.min(values.length, steps);
    const whole = corners(painted(steps, [last]).markup);
    const pieces = corners(painted(steps, [1, 2, 3, 40, 41, 300, last]).markup);
    for (const corner of whole) expect(pieces).toContain(corner);
  });

  test("its dashes go on where they ended", () => {
    const {markup, drawn} = painted(450, [100, 200], [8, 4]);
    const offset = Number(/stroke-dashoffset="([\d.]+)"/.exec(markup)?.[1]);
    expect(offset).toBeCloseTo(painted(450, [100], [8, 4]).drawn.length, 1);
    expect(drawn.length).toBeCloseTo(painted(450, [200]).drawn.length, 6);
  });

  test("a gap of values that are not numbers stays a gap", () => {
    const broken = series([1, 2, Number.NaN, 4, 5]);
    const scale = chartScale([broken], {...shape, log: false});
    const pen = svgPen(600, 220);
    paintCurve(pen, scale, broken);
    expect(pen.markup.match(/M/g)).toHaveLength(2);
  });
});

test.each(["gradientDescent", "nesterov", "adamw", "nadam", "muon"])("twins of %s have six styles", (rule) => {
  const styles = [0, 1, 2, 3, 4, 5].map((n) => twinDash(rule, n).join(" "));
  expect(new Set(styles).size).toBe(6);
});
