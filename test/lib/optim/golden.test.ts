import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {type RunRecord, worstError} from "../../../tools/golden/optimizers.js";
import {torchOptimizer} from "../../../tools/golden/torch-optimizer.js";
import {add, beale, cos, himmelblau, mul, pow, rosenbrock, type Surface, square, sub} from "./objectives.js";

const {records} = JSON.parse(readFileSync(new URL("../../golden/optimizers.json", import.meta.url), "utf8")) as {
  records: RunRecord[];
};

const wells = (x: Parameters<Surface["J"]>[0]) => add(sub(pow(x, 4), mul(16, square(x))), mul(5, x));
const wave = (x: Parameters<Surface["J"]>[0]) => sub(square(x), mul(10, cos(mul(2 * Math.PI, x))));
const objectives: Record<string, Pick<Surface, "J">> = {
  quadratic: {J: (x, y) => mul(0.5, add(square(x), mul(25, square(y))))},
  rosenbrock,
  beale,
  himmelblau,
  rastrigin: {J: (x, y) => add(add(20, wave(x)), wave(y))},
  saddle: {J: (x, y) => sub(square(x), square(y))},
  saddle_bounded: {J: (x, y) => add(sub(square(x), square(y)), mul(0.1, add(pow(x, 4), pow(y, 4))))},
  styblinski_tang: {J: (x, y) => mul(0.5, add(wells(x), wells(y)))}
};
const known = records.map((r) => ({r, optimizer: torchOptimizer(r.optimizer, r.options)}));

test.each(known.map((k) => [k.r.id, k] as const))(
  "%s agrees with PyTorch within its tolerance",
  (_, {r, optimizer}) => {
    // Divergent records have no tolerance of their own: they are compared up to their last finite step, at 1e-12.
    expect(worstError(r, objectives[r.objective], optimizer)).toBeLessThanOrEqual(r.tol ?? 1e-12);
  }
);
