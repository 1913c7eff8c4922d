import {fileURLToPath} from "node:url";
import {describe, expect, test} from "vitest";
import {checkGolden, type GoldenFile, isGolden, objectivesOf, passes} from "../../tools/golden/check.js";
import {goldenFiles, lineOf} from "../../tools/golden/index.js";
import {evaluationsOf, type RunRecord} from "../../tools/golden/optimizers.js";
import {torchOptimizer} from "../../tools/golden/torch-optimizer.js";

const files = goldenFiles(fileURLToPath(new URL("../golden", import.meta.url)));

describe.each(files)("%s", (_, file) => {
  test.each(checkGolden(file).map((r) => [r.id, r] as const))("%s agrees with PyTorch within its tolerance", (_, r) => {
    expect(r.message).toBeUndefined();
    expect(r.error).toBeLessThanOrEqual(r.tolerance);
  });
});

test("all four files are there, whole", () => {
  expect(files.map(([name, {records}]) => [name, records.length])).toEqual([
    ["autograd.json", 193],
    ["mlp_training.json", 16],
    ["optimizers.json", 448],
    ["schedules.json", 25]
  ]);
});

test("L-BFGS evaluates the loss exactly as often as PyTorch", () => {
  const file = files.find(([, {meta}]) => meta.kind === "optimizers")?.[1] as unknown as {
    objectives: Record<string, {formula: string}>;
    records: RunRecord[];
  };
  const surfaceOf = objectivesOf(file.objectives);
  const counted = file.records.filter((r) => r.func_evals);
  expect(counted.length).toBeGreaterThan(40);
  for (const r of counted)
    expect(evaluationsOf(r, surfaceOf(r.objective), torchOptimizer(r.optimizer, r.options)), r.id).toEqual(
      r.func_evals
    );
});

/** A file that nobody has seen before: 𝑒ˣ + y², from (0, 1) with α = ½, worked out by hand. */
const other = (y1 = 0) => ({
  meta: {kind: "optimizers", split: "other"},
  objectives: {slope: {formula: "w = exp(x); w + y^2"}},
  records: [
    {
      id: "slope/0/sgd",
      objective: "slope",
      start: [0, 1],
      optimizer: "SGD",
      options: {lr: 0.5, momentum: 0, weight_decay: 0},
      thetas: [
        [0, 1],
        [-0.5, y1]
      ],
      losses: [2, Math.exp(-0.5)],
      first_nonfinite: null,
      tol: 1e-12
    }
  ]
});

test("another file of the schema is checked through the formula in it, and a wrong number found", () => {
  const right: unknown = other();
  const wrong: unknown = other(1e-11);
  if (!isGolden(right) || !isGolden(wrong)) throw new Error("expected both to be of the golden schema");
  expect(checkGolden(right).map(passes)).toEqual([true]);
  expect(checkGolden(wrong).map(passes)).toEqual([false]);
  expect(lineOf("wrong.json", checkGolden(wrong))).toMatch(
    /^wrong.json: 1 records, 1 failed, worst error 10\.0 of its/
  );
});

test("what cannot be computed fails, and says why", () => {
  const unreadable = {...other(), objectives: {slope: {formula: "import(x)"}}} as unknown as GoldenFile;
  expect(checkGolden(unreadable)[0].message).toContain("formula:");
  const unknown = {
    meta: {kind: "autograd", tol: 1e-12},
    records: [
      {name: "a", op: "fft", attrs: {}, inputs: [{shape: [], data: [1]}], output: {}, upstream: null, grads: []}
    ]
  } as unknown as GoldenFile;
  expect(checkGolden(unknown)[0].message).toContain("golden: unknown op: fft; expected one of add");
});

test("composites are read, not looked up", () => {
  const record = {
    name: "new",
    op: "composite",
    attrs: {expr: "a = x * 2; mean(sum(a ^ 2, axis=-1, keepdim=True) / 4 - -y)"},
    inputs: [
      {shape: [1, 2], data: [1, 3]},
      {shape: [], data: [5]}
    ],
    output: {shape: [], data: [15]},
    upstream: null,
    grads: [
      {shape: [1, 2], data: [2, 6]},
      {shape: [], data: [1]}
    ]
  };
  const file = {meta: {kind: "autograd", tol: 1e-12}, records: [record]} as unknown as GoldenFile;
  expect(checkGolden(file)).toEqual([{id: "new", tolerance: 1e-12, error: 0}]);
});

test("other JSON is no golden file", () => {
  expect(isGolden({meta: {kind: "recipes"}, records: []})).toBe(false);
  expect(isGolden(null)).toBe(false);
});
