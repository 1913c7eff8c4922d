import {expect, test} from "vitest";
import {operations, ratiosOf, type Sample, tableOf} from "../../bench/report.js";

/** Five rounds on a machine that gets slower, all engines alike. */
const samples = [1, 0.9, 0.5, 0.4, 0.3].flatMap((speed, round): Sample[] => {
  const one = (engine: string, batch: number, rate: number): Sample => ({
    engine,
    net: "dense",
    batch,
    round,
    rate: rate * speed
  });
  return [32, 256].flatMap((batch) => [
    one("peak", batch, 100_000 * operations),
    one("nabla", batch, batch === 32 ? 120_000 : 200_000),
    one("tfjs", batch, 5000)
  ]);
});

test("the report is {machine, runs: [{engine, batch, samplesPerSecond}], ratios}: medians, and ratios within a round", () => {
  const {runs, ratios} = JSON.parse(JSON.stringify(ratiosOf(samples)));
  expect(runs).toHaveLength(6);
  expect(runs).toContainEqual({engine: "nabla", net: "dense", batch: 32, samplesPerSecond: 60_000, rounds: 5});
  expect(runs).toContainEqual({engine: "peak", net: "dense", batch: 256, samplesPerSecond: 50_000, rounds: 5});
  expect(ratios).toHaveLength(4);
  for (const {against, batch, ratio, lowest, highest} of ratios) {
    const expected = (batch === 32 ? 120_000 : 200_000) / (against === "peak" ? 100_000 : 5000);
    for (const value of [ratio, lowest, highest]) expect(value).toBeCloseTo(expected, 9);
  }
});

test("one slow round moves neither median nor ratio, and shows in the range", () => {
  const spoilt = samples.map((s) => (s.engine === "nabla" && s.round === 1 ? {...s, rate: s.rate / 10} : s));
  const {runs, ratios} = ratiosOf(spoilt);
  expect(runs.find(({engine, batch}) => engine === "nabla" && batch === 32)?.samplesPerSecond).toBe(48_000);
  const found = ratios.find(({against, batch}) => against === "tfjs" && batch === 32);
  expect(found?.ratio).toBeCloseTo(24, 9);
  expect(found?.lowest).toBeCloseTo(2.4, 9);
});

test("the table has a row for each run, with what it was measured on", () => {
  const {runs, ratios} = ratiosOf(samples);
  const table = tableOf({cpu: "one", torch: undefined}, runs, ratios);
  expect(table).toContain("cpu: one");
  expect(table).not.toContain("torch");
  expect(table).toContain("| dense | 32 | TensorFlow.js, WASM |  | 2,500 | 24.00 (24.00 to 24.00) |");
  expect(table.split("\n").filter((line) => line.startsWith("| dense"))).toHaveLength(6);
});
