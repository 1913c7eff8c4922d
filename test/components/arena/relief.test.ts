import {describe, expect, test} from "vitest";
import {surface} from "../../../lib/surfaces/index.js";
import {contourLevels} from "../../../src/components/arena/levels.js";
import {eyeOf, homeOrbit, nearer, turned} from "../../../src/components/arena/orbit.js";
import {problem} from "../../../src/components/arena/problem.js";
import {clip, reliefPath} from "../../../src/components/arena/relief-path.js";
import {bandScale, reliefShape, trianglesOf} from "../../../src/components/arena/relief-shape.js";
import {makeRun, noNoise} from "../../../src/components/arena/state.js";
import {trajectory} from "../../../src/components/arena/trajectory.js";
import {fitDomain} from "../../../src/components/arena/viewport.js";

describe.each(["linear", "log"] as const)("heights between %s levels", (spacing) => {
  const losses = Float64Array.from({length: 400}, (_, i) => (i / 40) ** 3 - 2);
  const levels = contourLevels(losses, spacing, 16, -2);
  const band = bandScale(levels, spacing);
  test("are whole numbers at the contours", () => {
    for (const [k, level] of levels.entries()) expect(band(level)).toBeCloseTo(k, 9);
  });
  test("rise with the loss, and stay between the floor and one above the last level", () => {
    let before = -1;
    for (const loss of losses) {
      expect(band(loss)).toBeGreaterThanOrEqual(before);
      before = band(loss);
    }
    expect(band(-1e9)).toBe(0);
    expect(before).toBeLessThanOrEqual(levels.length);
    for (const loss of [Number.NaN, Number.POSITIVE_INFINITY, 1e300]) expect(band(loss)).toBe(levels.length);
  });
});

describe("the shape of a relief", () => {
  const bowl = surface("himmelblau");
  const view = fitDomain(bowl.domain, 600, 400);
  const shape = reliefShape(bowl, view, "log");
  test("has its longer side from −1 to 1, in the proportions of the map", () => {
    expect(shape.half).toEqual([1, 2 / 3]);
    expect([...shape.points.slice(0, 3)].map((v) => Math.round(v * 1e4) / 1e4)).toEqual([
      -1,
      expect.any(Number),
      0.6667
    ]);
  });
  test("has points where `place` puts their parameters", () => {
    const at = 40 * shape.nx + 17;
    const [x, , z] = [...shape.points.slice(3 * at, 3 * at + 3)];
    const unit = 300 / view.scale;
    const [px, py] = [view.center[0] + x * unit, view.center[1] - z * unit];
    const height = shape.place(px, py, (px * px + py - 11) ** 2 + (px + py * py - 7) ** 2);
    expect(height[0]).toBeCloseTo(x, 5);
    expect(height[1]).toBeCloseTo(shape.points[3 * at + 1], 3);
    expect(height[2]).toBeCloseTo(z, 5);
  });
  test("is covered by triangles that all face up", () => {
    const corners = trianglesOf(shape);
    const p = (k: number, axis: number) => shape.points[3 * corners[k] + axis];
    for (let k = 0; k < corners.length; k += 3) {
      const cross =
        (p(k + 1, 2) - p(k, 2)) * (p(k + 2, 0) - p(k, 0)) - (p(k + 1, 0) - p(k, 0)) * (p(k + 2, 2) - p(k, 2));
      expect(cross).toBeGreaterThan(0);
    }
  });
});

describe("a path over a relief", () => {
  test("is cut off at the edge of the base", () => {
    expect(clip([-2, 0, 0], [2, 1, 0], [1, 0.5])).toEqual([0.25, 0.75]);
    expect(clip([0, 0, 0], [0, 1, 1], [1, 0.5])).toEqual([0, 0.5]);
    expect(clip([-2, 0, 1], [2, 0, 1], [1, 0.5])).toBeUndefined();
  });
  const ravine = surface("ravine");
  const path = trajectory({
    problem: problem(ravine, noNoise),
    legs: makeRun("r1", "momentum", "ravine").legs,
    start: [-2.6, 1]
  });
  path.extend(60);
  const shape = reliefShape(ravine, fitDomain(ravine.domain, 400, 400), "log");
  const pieces = (dash: readonly number[], ...stops: number[]) => {
    const found: number[][] = [];
    const one = reliefPath(path, shape, dash, (a, b) => found.push([...a, ...b]));
    for (const stop of stops) one.extend(stop);
    expect(one.known).toBe(stops.at(-1));
    return found;
  };
  const length = ([ax, ay, az, bx, by, bz]: number[]) => Math.hypot(bx - ax, by - ay, bz - az);
  test("is the same whether it is drawn at once or step by step", () => {
    expect(pieces([], 7, 8, 30, 60)).toEqual(pieces([], 60));
    expect(pieces([8, 4], 7, 8, 30, 60)).toEqual(pieces([8, 4], 60));
  });
  test("is drawn for two thirds of its length in dashes of 8 and 4", () => {
    const total = (list: number[][]) => list.reduce((sum, piece) => sum + length(piece), 0);
    expect(total(pieces([8, 4], 60)) / total(pieces([], 60))).toBeCloseTo(2 / 3, 1);
  });
});

describe("looking at it", () => {
  test("a whole turn comes back; the eye never goes under the base or over the top", () => {
    const around = Array.from({length: 8}).reduce<typeof homeOrbit>((o) => turned(o, Math.PI / 4, 0), homeOrbit);
    expect(around.azimuth).toBeCloseTo(homeOrbit.azimuth, 12);
    expect(turned(homeOrbit, 0, 9).elevation).toBeLessThan(Math.PI / 2);
    expect(turned(homeOrbit, 0, -9).elevation).toBeGreaterThan(0);
  });
  test("the eye is at its distance", () => {
    const orbit = nearer(turned(homeOrbit, 1, 0.2), 1.3);
    expect(Math.hypot(...eyeOf(orbit))).toBeCloseTo(homeOrbit.distance / 1.3, 12);
  });
});
