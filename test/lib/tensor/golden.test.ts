import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {compute, type OpRecord, worst} from "../../../tools/golden/autograd.js";

const {meta, records} = JSON.parse(readFileSync(new URL("../../golden/autograd.json", import.meta.url), "utf8")) as {
  meta: {tol: number};
  records: OpRecord[];
};

test.each(records.map((r) => [r.name, r] as const))(`%s agrees with PyTorch within ${meta.tol}`, (_, record) => {
  const {value, gradients} = compute(record);
  expect(worst(value, record.output.data)).toBeLessThanOrEqual(meta.tol);
  for (const [i, g] of record.grads.entries()) expect(worst(gradients[i], g.data)).toBeLessThanOrEqual(meta.tol);
});
