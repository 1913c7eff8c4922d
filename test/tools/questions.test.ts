import {existsSync, readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";
import {claims, verdicts} from "../../src/components/chapters/questions/claims.js";

const page = readFileSync("src/chapters/questions.md", "utf8").split('<div class="takeaway">')[0];
const answers = page
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const [question, ...lines] = part.split(/^## /m)[0].trim().split("\n");
    return {question, text: lines.join(" ").trim()};
  });

describe.each(answers)("$question", ({question, text}) => {
  test("is answered in three sentences, one of which links to a page that is there", () => {
    expect(question).toMatch(/\?$/);
    expect(text.match(/[.?!](?=\s|$)/g)).toHaveLength(3);
    const links = [...text.matchAll(/\]\((\.\.?)\/([\w-]+)\.html\)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, up, name] of links) expect(existsSync(`src/${up === "." ? "chapters/" : ""}${name}.md`)).toBe(true);
  });
});

test("there are questions enough, and claims of every verdict whose chapters are there", () => {
  expect(answers.length).toBeGreaterThanOrEqual(18);
  expect(new Set(claims.map(({verdict}) => verdict)).size).toBe(verdicts.length);
  for (const {chapter} of claims) expect(existsSync(`src/chapters/${chapter}.md`)).toBe(true);
});
