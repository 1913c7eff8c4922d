import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {type ScheduleRecord, scheduleError} from "../../../../tools/golden/schedules.js";

const {meta, records} = JSON.parse(
  readFileSync(new URL("../../../golden/schedules.json", import.meta.url), "utf8")
) as {
  meta: {tol: number};
  records: ScheduleRecord[];
};

test.each(records.map((r) => [r.id, r] as const))(`%s agrees with PyTorch within ${meta.tol}`, (_, record) => {
  expect(scheduleError(record)).toBeLessThanOrEqual(meta.tol);
});
