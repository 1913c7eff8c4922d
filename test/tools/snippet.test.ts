import {readdirSync, readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {codeLinks, snippet} from "../../tools/snippet.js";

const source = `import x from "./x.js";

/** One line. */
export const one = 1;

/**
 * Two,
 * documented.
 */
export function two(
  a: number,
  b: number
): number {
  return a + b;
}

interface Three {
  a: number;
}

export const four = factory({
  a: 1
});
`;

it("takes a declaration with its docstring, and nothing else", () => {
  expect(snippet(source, "one")).toBe("/** One line. */\nexport const one = 1;");
  expect(snippet(source, "two")).toMatch(/^\/\*\*\n \* Two,[\s\S]*return a \+ b;\n}$/);
  expect(snippet(source, "Three")).toBe("interface Three {\n  a: number;\n}");
  expect(snippet(source, "four")).toBe("export const four = factory({\n  a: 1\n});");
});

it("takes the whole file without a name", () => expect(snippet(source)).toBe(source.trim()));

it("refuses a name that is not declared", () =>
  expect(() => snippet(source, "five")).toThrow("snippet: unknown declaration: five"));

const pages = readdirSync("src", {recursive: true, encoding: "utf8"}).filter(
  (file) => file.endsWith(".md") && !/^(lib|\.observablehq)\b/.test(file)
);
const links = pages.flatMap((file) => codeLinks(readFileSync(`src/${file}`, "utf8")).map((link) => ({file, ...link})));

it.each(links)("$file links to code that exists: $path $name", ({path, name}) => {
  expect(snippet(readFileSync(path, "utf8"), name).length).toBeGreaterThan(20);
});
