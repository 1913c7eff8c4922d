import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {surface} from "../../lib/surfaces/index.js";
import {firstOrderTable, searchTable} from "../../tools/numerics/convergence.js";
import {page, renew, sections} from "../../tools/numerics/index.js";

const text = readFileSync(page, "utf8");
const sectionOf = (name: string) => text.split(`<!-- generated: ${name} -->`)[1].split("<!-- end -->")[0].trim();

test.each(["conventions", "schedules"])(
  "the section %s of docs/numerics.md is current: else run npm run numerics",
  (name) => {
    expect(sectionOf(name)).toBe(sections[name]());
  }
);

test("so are three rows of the convergence tables; npm run numerics -- --check makes them all", () => {
  const some = ["bowl", "ravine", "rosenbrock"].map(surface);
  for (const [name, table] of [
    ["convergence", firstOrderTable(some)],
    ["searches", searchTable(some)]
  ])
    expect(sectionOf(name).split("\n")).toEqual(expect.arrayContaining(table.split("\n")));
});

test("only marked sections are written, and all of them must be there", () => {
  const contents = {a: () => "new"};
  expect(renew("x\n<!-- generated: a -->\nold\n<!-- end -->\ny", contents)).toBe(
    "x\n<!-- generated: a -->\n\nnew\n\n<!-- end -->\ny"
  );
  expect(() => renew("<!-- generated: b --><!-- end -->", contents)).toThrow(
    "numerics: unknown section: b; expected one of a"
  );
  expect(() => renew("nothing", contents)).toThrow("numerics: missing section: a");
});
