import {expect, test} from "vitest";
import {arrows, diagram} from "../../tools/diagram.js";
import {readGenerated} from "../../tools/generated.js";

test("the diagram in docs/architecture.md is that of the imports; npx tsx tools/diagram.ts redraws it", () => {
  expect(readGenerated("docs/architecture.md", "imports")).toBe(diagram());
});

test("the library imports nothing of the site, and the site's parts are drawn", () => {
  const keys = [...arrows().keys()];
  expect(keys.filter((key) => key.startsWith("lib") && !key.split(" ")[1].startsWith("lib"))).toEqual([]);
  expect(keys).toContain("src/components/arena lib");
});

test("no arrows lead round in a circle", () => {
  const next = new Map<string, string[]>();
  for (const key of arrows().keys()) {
    const [from, to] = key.split(" ");
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const to of next.get(from) ?? []) if (!seen.has(to)) reached(to, seen.add(to));
    return seen;
  };
  for (const box of next.keys()) expect([...reached(box)], box).not.toContain(box);
});
