import {existsSync, readdirSync, readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";
import {numbersOf} from "../../tools/markdown-numbers.js";
import {proseOf, spokenOf, typedNumbers} from "../../tools/prose-numbers.js";

const pages = readdirSync("src", {recursive: true, encoding: "utf8"})
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".md") && !/^(lib|\.observablehq)\//.test(file));
const read = (page: string) => readFileSync(`src/${page}`, "utf8");
const slugOf = (page: string) => page.replace(/^.*\//, "").replace(/\.md$/, "");
const namesIn = (page: string) => [...read(page).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

test("a number that looks like a result is found, with its line", () => {
  const page = "---\ntitle: 42.5\n---\n\nIt took 137 steps.\nThe loss fell to 0.693, by −3.2, or 95 %.\n";
  expect(typedNumbers(page)).toEqual([
    {line: 5, number: "137"},
    {line: 6, number: "0.693"},
    {line: 6, number: "−3.2"},
    {line: 6, number: "95"}
  ]);
});

test("names, code, mathematics, links, years, lists and small counts are left alone", () => {
  const page = [
    "1. In 1964 Polyak drew a 2-D map for two of 10 readers; see Algorithm 12, eq. 3.4 and section 7.1.",
    "12. `0.25 ** 20` and $\\alpha = 0.1$ and $$\\frac{1}{1024}$$ and [here](./x.html?a=0.5) and {{steps}} steps.",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a page, where Framework's ${} is.
    '<a href="#1234" data-x="0.5">ES2022, Float32Array, L-BFGS-20</a> ${f(0.5)}',
    "```js\nconst a = 0.125;\n```",
    "MNIST has 60,000 images of 28 by 28."
  ].join("\n");
  expect(typedNumbers(page)).toEqual([]);
  expect(proseOf(page).split("\n")).toHaveLength(page.split("\n").length);
});

test("a number in what a prediction or a question says is found, with its line", () => {
  const page =
    'Text.\n\n```js\nimport {a} from "./a-12.5.js";\nask({question: "With $\\\\alpha = 0.5$?", max: 12.5,\n  reveal: "It is 3.16."});\n```\n';
  expect(typedNumbers(spokenOf(page))).toEqual([{line: 6, number: "3.16"}]);
});

describe.each(pages)("src/%s", (page) => {
  test("types no computed number by hand", () => {
    expect(typedNumbers(read(page))).toEqual([]);
  });

  test("types no computed number by hand in its predictions and questions", () => {
    expect(typedNumbers(spokenOf(read(page)))).toEqual([]);
  });

  test("gets every {{name}} from src/numbers, and uses all that is computed there", () => {
    const names = new Set(namesIn(page));
    const slug = slugOf(page);
    const computed = numbersOf(slug) ?? {};
    expect(Object.keys(computed).sort()).toEqual([...names].sort());
    for (const value of Object.values(computed)) expect(value).toMatch(/\S/);
    expect(names.size > 0).toBe(existsSync(`src/numbers/${slug}.ts`));
  });
});

test("every module of src/numbers belongs to a page", () => {
  const modules = existsSync("src/numbers") ? readdirSync("src/numbers").map((file) => file.replace(/\.ts$/, "")) : [];
  const slugs = new Set(pages.map(slugOf));
  expect(modules.filter((name) => !slugs.has(name) && name !== "format")).toEqual([]);
});
