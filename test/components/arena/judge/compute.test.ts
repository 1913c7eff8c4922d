import {describe, expect, test} from "vitest";
import {descend, descendMany, optimizer, ravineOf, rules, type Surface, surface} from "../../../../lib/index.js";
import {
  basins,
  basinsText,
  cellOf,
  fate,
  fatesOf,
  type StartGrid,
  sharesOf,
  startOf
} from "../../../../src/components/arena/judge/basins.js";
import {findMinima, minimaOf, reachOf} from "../../../../src/components/arena/judge/minima.js";
import {
  compareScores,
  drawStarts,
  EQUAL,
  quantile,
  race,
  STARTS,
  scoreOf
} from "../../../../src/components/arena/judge/race.js";
import {measuredRate, rateGrid} from "../../../../src/components/arena/judge/rate-grid.js";
import type {Report} from "../../../../src/components/arena/judge/report.js";
import {spend} from "../../../../src/components/arena/judge/spend.js";
import {logSpaced, sweep} from "../../../../src/components/arena/judge/sweep.js";
import {TRIES, triesOf} from "../../../../src/components/arena/judge/tries.js";
import {ravineRate, stabilityBound} from "../../../../src/components/chapters/momentum/rate.js";

/** The last result of a computation; its shares must rise to 1. */
function finish<R>(work: Generator<Report<R>>): R {
  let result: R | undefined;
  let share = 0;
  for (const report of work) {
    if (report.result !== undefined) result = report.result;
    else expect(report.share).toBeGreaterThanOrEqual(0);
    share = report.share;
  }
  expect(share).toBe(1);
  return result!;
}

const domainOf = ({domain: {x, y}}: Surface) => ({x, y});

/** The last moment of one run of the library. */
function endOf(loss: Surface, one: ReturnType<typeof optimizer>, start: readonly [number, number], steps: number) {
  let last = descend(loss, one, {start, steps: 0}).next().value!;
  for (const moment of descend(loss, one, {start, steps})) last = moment;
  return last;
}

describe("basins", () => {
  const grid = (loss: Surface, columns: number, rows: number): StartGrid => ({...domainOf(loss), columns, rows});

  test.each(["gradientDescent", "momentum", "adam", "lbfgs", "newton"])(
    "of %s are where one run from each start ends",
    (rule) => {
      const loss = surface("himmelblau");
      const settings = optimizer(rule, rule === "newton" ? {} : {learningRate: rule === "lbfgs" ? 1 : 0.015}).settings;
      const {fates, minima} = finish(basins({surface: loss, rule, settings, grids: [grid(loss, 9, 7)], steps: 60}));
      expect(minima).toEqual(loss.minima);
      for (const [cell, found] of fates.entries()) {
        const {theta, stopped} = endOf(loss, optimizer(rule, settings), startOf(grid(loss, 9, 7), cell), 60);
        const near = loss.minima.findIndex(({x, y}) => Math.hypot(theta[0] - x, theta[1] - y) <= reachOf(loss.domain));
        const far = Math.hypot(...theta) > 1100;
        expect(found).toBe(stopped?.reason === "diverged" || far ? fate.diverged : near);
      }
      expect(new Set(fates).size).toBeGreaterThan(1);
    }
  );

  test("a coarse picture comes before the fine one, and both pause", () => {
    const loss = surface("himmelblau");
    const {settings} = optimizer("adam", {learningRate: 0.1});
    const grids = [grid(loss, 8, 6), grid(loss, 60, 40)];
    const reports = [...basins({surface: loss, rule: "adam", settings, grids, steps: 20})];
    expect(reports.filter(({result}) => result).map(({result}) => result?.fates.length)).toEqual([48, 2400]);
    expect(reports.length).toBeGreaterThan(4);
  });

  test("a cell holds the start in its middle, and nothing outside has one", () => {
    const one: StartGrid = {columns: 7, rows: 5, x: [-2, 3], y: [-1, 4]};
    for (let cell = 0; cell < 35; ++cell) expect(cellOf(one, startOf(one, cell))).toBe(cell);
    expect(startOf(one, 0)[1]).toBeGreaterThan(startOf(one, 34)[1]);
    expect(cellOf(one, [3.1, 0])).toBeUndefined();
    expect(cellOf(one, [0, -1.1])).toBeUndefined();
  });

  test("what is far out has diverged, even where numbers still hold it", () => {
    const loss = surface("saddle");
    const ends = {x: Float64Array.of(1e5, 0.7, 1), y: Float64Array.of(0, 0.2, 0), status: Uint8Array.of(0, 0, 1)};
    const fates = fatesOf(ends, loss.minima, loss.domain);
    expect([...fates]).toEqual([fate.diverged, fate.notArrived, fate.diverged]);
  });

  test("shares are whole, and add up to 100", () => {
    const shares = sharesOf(Int16Array.of(0, 0, 1, 1, 2, 2, -1));
    expect(shares.map(({percent}) => percent).reduce((a, b) => a + b)).toBe(100);
    expect(shares.map((one) => one.fate)).toEqual([0, 1, 2, fate.notArrived, fate.diverged]);
    expect(basinsText(sharesOf(Int16Array.of(0, 0, 0, -2)))).toBe("minimum-1:75,not-arrived:0,diverged:25");
  });
});

describe("minima of a formula", () => {
  const own = (loss: Surface): Surface => ({...loss, id: "formula", minima: [], localMinima: undefined});
  test.each(["himmelblau", "three-hump-camel", "styblinski-tang", "saddle", "booth"])("are found: %s", (id) => {
    const loss = surface(id);
    const found = findMinima(own(loss), loss.domain);
    expect(found.length).toBe(loss.minima.length);
    for (const {x, y} of loss.minima)
      expect(Math.min(...found.map((m) => Math.hypot(m.x - x, m.y - y)))).toBeLessThan(1e-3);
    expect(found.every(({loss: l}, i) => i === 0 || l >= found[i - 1].loss)).toBe(true);
  });
  test("a slope has none; a built-in surface is not searched", () => {
    const slope: Surface = {...surface("bowl"), id: "formula", minima: [], J: (x) => x};
    expect(minimaOf(slope, slope.domain)).toEqual([]);
    expect(minimaOf({...surface("bowl"), minima: []}, slope.domain)).toEqual([]);
  });
});

describe("a sweep", () => {
  const rates = logSpaced(1e-3, 1, 7);
  test.each(["momentum", "adam", "armijo"])("of %s is one run at each rate", (rule) => {
    const loss = surface("rosenbrock");
    const {learningRate: _, ...settings} = optimizer(rule).settings;
    const start = [-1.2, 1] as const;
    const {curves, base, known} = finish(
      sweep({surface: loss, domain: loss.domain, runs: [{id: "a", rule, settings}], start, rates, steps: 40})
    );
    expect(known).toBe(true);
    expect(base).toBe(0);
    for (const [i, learningRate] of rates.entries()) {
      const {loss: end, theta, stopped} = endOf(loss, optimizer(rule, {...settings, learningRate}), start, 40);
      const middle = [(loss.domain.x[0] + loss.domain.x[1]) / 2, (loss.domain.y[0] + loss.domain.y[1]) / 2];
      const far = 100 * Math.max(loss.domain.x[1] - loss.domain.x[0], loss.domain.y[1] - loss.domain.y[0]);
      const gone = Math.hypot(theta[0] - middle[0], theta[1] - middle[1]) > far;
      if (stopped?.reason === "diverged" || gone) expect(curves[0].losses[i]).toBeNaN();
      else expect(Math.abs(curves[0].losses[i] / end - 1)).toBeLessThan(1e-6);
    }
  });
  test("counts from the lowest end where no minimum is known", () => {
    const slope: Surface = {...surface("bowl"), id: "formula", minima: [], J: (x) => x};
    const runs = [{id: "a", rule: "gradientDescent", settings: {}}];
    const {curves, base, known} = finish(
      sweep({surface: slope, domain: slope.domain, runs, start: [0, 0], rates: [0.1, 1], steps: 10})
    );
    expect(known).toBe(false);
    expect(base).toBeCloseTo(-10, 9);
    expect(curves[0].losses[1]).toBe(0);
    expect(curves[0].losses[0]).toBeCloseTo(9, 9);
  });
});

describe("the measured rate", () => {
  const condition = 20;
  const start = [-2.6, 1] as const;
  test.each([
    ["momentum", false, {}],
    ["nesterov", true, {}],
    ["momentum", true, {nesterov: true}]
  ] as const)("of %s (Nesterov: %s) is the closed form, within 2 %%", (rule, nesterov, more) => {
    const loss = ravineOf({condition});
    const alphas = [0.01, 0.03, 0.06, 0.08];
    const betas = [0, 0.3, 0.6, 0.9];
    const rates = finish(
      rateGrid({
        surface: loss,
        rule,
        settings: {...optimizer(rule).settings, ...more},
        start,
        alphas,
        betas,
        steps: 300
      })
    );
    for (const [j, beta] of betas.entries())
      for (const [i, alpha] of alphas.entries()) {
        const {radius} = ravineRate(alpha, beta, condition, {nesterov});
        expect(Math.abs(rates[j * alphas.length + i] / radius - 1), `α ${alpha}, β ${beta}`).toBeLessThan(0.02);
      }
  });
  test("is above 1 just beyond the bound, and below 1 just within", () => {
    const loss = ravineOf({condition});
    const bound = stabilityBound(0.5) / condition;
    const at = (learningRate: number) =>
      measuredRate({surface: loss, rule: "momentum", settings: {learningRate, beta: 0.5}, start, steps: 300});
    expect(at(bound * 1.02)).toBeGreaterThan(1);
    expect(at(bound * 0.98)).toBeLessThan(1);
  });
});

describe("a race", () => {
  test.each(Object.keys(rules))("%s gets its budget and no more", (rule) => {
    const loss = surface("himmelblau");
    const one = optimizer(rule);
    for (const start of drawStarts(loss.domain).slice(0, 3)) {
      const {loss: found} = spend(loss, one, [start], 30);
      let last = descend(loss, one, {start, steps: 0}).next().value!;
      for (const moment of descend(loss, one, {start, steps: 40})) if (moment.evaluations <= 30) last = moment;
      expect(Math.abs(found[0] - last.loss)).toBeLessThan(1e-9 * Math.max(1, last.loss));
    }
  });

  test("every rule tries as many settings, all of which it accepts", () => {
    for (const rule of Object.keys(rules)) {
      const {settings, keys, ends} = triesOf(rule);
      expect(settings.length, rule).toBe(TRIES);
      expect(new Set(settings.map((one) => JSON.stringify(one))).size).toBe(TRIES);
      for (const one of settings) expect(() => optimizer(rule, one)).not.toThrow();
      expect(settings.some((one) => one[keys[0]] === ends[1])).toBe(true);
    }
  });

  test("the setting that wins is the best of the grid, tried one by one", () => {
    const loss = surface("rosenbrock");
    const start = [-1.2, 1] as const;
    const {rows, starts} = finish(
      race({surface: loss, contenders: [{rule: "gradientDescent", settings: {}}], budget: 50, start})
    );
    expect(starts).toBe(1);
    const ends = triesOf("gradientDescent").settings.map((one) => {
      const {loss: end, stopped} = endOf(loss, optimizer("gradientDescent", one), start, 49);
      return stopped ? Number.POSITIVE_INFINITY : end;
    });
    const best = Math.min(...ends);
    expect(Math.abs(rows[0].median / best - 1)).toBeLessThan(1e-9);
    expect(rows[0].tuned).toEqual(triesOf("gradientDescent").settings[ends.indexOf(best)]);
    expect(rows[0].atEdge).toBe(false);
  });

  test("medians are sorted, and starts that tune are not raced from", () => {
    const loss = surface("himmelblau");
    const contenders = ["gradientDescent", "momentum", "lbfgs"].map((rule) => ({
      rule,
      settings: optimizer(rule).settings
    }));
    const {rows, starts} = finish(race({surface: loss, contenders, budget: 30}));
    expect(starts).toBe(STARTS);
    const medians = rows.map(({median}) => Math.max(EQUAL, median));
    expect([...medians].sort((a, b) => a - b)).toEqual(medians);
    const trial = drawStarts(loss.domain).slice(STARTS);
    for (const {rule, tuned, quarters, median, arrived} of rows) {
      const ends = spend(loss, optimizer(rule, tuned), trial, 30).loss;
      const base = Math.min(0, ...ends);
      expect([quarters[0], median, quarters[1]]).toEqual([0.25, 0.5, 0.75].map((q) => quantile(ends, q) - base));
      expect(arrived).toBeGreaterThan(STARTS / 2);
    }
  });

  test("where medians are the same but for rounding, the setting wins that brings home more", () => {
    const score = (...losses: number[]) => scoreOf(losses, 0);
    expect(compareScores(score(1e-30, 1e-30, 5), score(1e-20, 1e-20, 1))).toBe(1);
    expect(compareScores(score(1e-30, 1e-30, 5), score(1e-20, 1e-3, 1))).toBe(-1);
    expect(compareScores(score(1e-30, 2e-30, 0), score(0, 0, 0))).toBe(0);
    expect(compareScores(score(1, Number.NaN, Number.NaN), score(9, 9, 9))).toBe(1);
  });

  test("a quantile lies between its neighbours; what diverged is worst", () => {
    expect(quantile([3, 1, 2, 4], 0.5)).toBe(2.5);
    expect(quantile([1, Number.NaN, 2], 0.5)).toBe(2);
    expect(quantile([1, Number.NaN, Number.NaN], 0.5)).toBe(Number.POSITIVE_INFINITY);
  });
});

test("many descents together end where one alone does", () => {
  const loss = surface("ackley");
  const {x, y} = descendMany(loss, optimizer("adam", {learningRate: 0.05}), {x: [2.4, 1], y: [1.7, -2]}, {steps: 50});
  const {theta} = endOf(loss, optimizer("adam", {learningRate: 0.05}), [2.4, 1.7], 50);
  expect(Math.hypot(x[0] - theta[0], y[0] - theta[1])).toBeLessThan(1e-9);
});
