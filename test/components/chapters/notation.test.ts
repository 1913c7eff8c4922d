import katex from "katex";
import {expect, test} from "vitest";
import {rules} from "../../../lib/optim/index.js";
import {book} from "../../../src/book.js";
import {sources} from "../../../src/components/chapters/notation/sources.js";
import {symbols} from "../../../src/components/chapters/notation/symbols.js";
import * as tables from "../../../src/components/chapters/notation/tables.js";

const all = Object.entries(tables).map(([name, make]) => [name, make()] as const);

test.each(all)("%s holds only formulas that KaTeX accepts", (_, text) => {
  const formulas = [...text.matchAll(/\$\$([^$]+)\$\$|\$([^$]+)\$/g)].map(([, display, inline]) => display ?? inline);
  for (const tex of formulas) expect(() => katex.renderToString(tex, {strict: "error"})).not.toThrow();
});

test.each(all.filter(([name]) => name !== "ruleList"))("%s has as many cells in every row", (_, text) => {
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  const counts = rows.map((line) => line.replace(/\$[^$]*\$/g, "").split("|").length);
  expect(new Set(counts).size).toBe(1);
  expect(counts.length).toBeGreaterThan(5);
});

test("no optimizer, hyperparameter or quantity of the library is missing", () => {
  const [rulesText, options, quantities] = [tables.ruleList(), tables.hyperparameterTable(), tables.quantityTable()];
  for (const rule of Object.values(rules)) {
    expect(rulesText).toContain(`### ${rule.label}\n`);
    for (const [name, {tex}] of Object.entries(rule.hyperparameters))
      if (!tex.startsWith("\\text")) expect(options).toContain(`\`${name}\``);
    for (const {code} of Object.values(rule.quantities)) expect(quantities).toContain(`\`${code}\``);
  }
});

test("symbols and sources name chapters of the book", () => {
  const slugs = new Set(book.flatMap(({chapters}) => chapters.map(({path}) => path.replace("/chapters/", ""))));
  for (const [, , , chapter] of symbols) expect(slugs).toContain(chapter);
  for (const {chapter} of sources) expect(slugs).toContain(chapter);
});
