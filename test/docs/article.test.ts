import {existsSync, readdirSync, readFileSync} from "node:fs";
import {expect, test} from "vitest";

const page = readFileSync("docs/article.md", "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1)
  );

/** The article's sections. */
const sections = {1: 3, 2: 4, 3: 3, 4: 4, 5: 2, 6: 4, 7: 3, 8: 3};

const figures = new Set(
  readdirSync("src/components/chapters", {recursive: true, encoding: "utf8"})
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [...readFileSync(`src/components/chapters/${file}`, "utf8").matchAll(/\bid: "([\w-]+)"/g)])
    .map(([, id]) => id)
);

test("every section of the article has one row, in order", () => {
  const wanted = Object.entries(sections).flatMap(([part, n]) => Array.from({length: n}, (_, i) => `${part}.${i + 1}`));
  expect(rows.map(([section]) => section.split(" ")[0])).toEqual(wanted);
});

test.each(rows)("%s: its chapters and figures are there", (_, chapters, shown, corrected) => {
  const links = [...chapters.matchAll(/\]\(\.\.\/([\w/.-]+)\)/g)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((path) => !existsSync(path))).toEqual([]);
  const named = [...shown.matchAll(/`([\w-]+)`/g)].map(([, id]) => id);
  expect(named.filter((id) => !figures.has(id))).toEqual([]);
  if (!links.includes("src/mnist.md")) expect(named.length).toBeGreaterThan(0);
  expect(corrected.length).toBeGreaterThan(40);
});
