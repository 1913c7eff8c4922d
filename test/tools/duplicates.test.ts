import {expect, test} from "vitest";
import {duplicates} from "../../tools/duplicates.js";

const body = (name: string) => `import {a} from "./a.js";
/** Adds. */
export function ${name}(xs: number[]) {
  let sum = 0;
  for (const x of xs) sum += x * 2; // twice
  return sum + "=".length;
}
`;

test("a copy is found, whatever its name, spaces and comments", () => {
  const copy = body("other").replaceAll("  ", "\t").replace("// twice", "");
  const found = duplicates(
    [
      {file: "a.ts", text: body("one")},
      {file: "b.ts", text: `const b = 1;\n${copy}`}
    ],
    30
  );
  expect(found).toHaveLength(1);
  expect(found[0].places).toEqual(["a.ts:3", "b.ts:4"]);
  expect(found[0].tokens).toBeGreaterThan(30);
});

test("one changed token parts two stretches; equal imports are no copy", () => {
  const changed = body("one").replace("x * 2", "x * 3");
  expect(
    duplicates(
      [
        {file: "a.ts", text: body("one")},
        {file: "b.ts", text: changed}
      ],
      30
    )
  ).toEqual([]);
  const imports = 'import {a, b, c, d} from "./a.js";\nexport * from "./b.js";\n'.repeat(9);
  expect(
    duplicates(
      [
        {file: "a.ts", text: imports},
        {file: "b.ts", text: imports}
      ],
      10
    )
  ).toEqual([]);
});
