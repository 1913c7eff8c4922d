import MarkdownIt from "markdown-it";
import {expect, test} from "vitest";
import {math} from "../../tools/markdown-math.js";

const render = (text: string) => math(new MarkdownIt({html: true})).render(text);

test("the full stop after a long formula stands in its last piece, where no line can break before it", () => {
  const html = render(
    "It is complex while $(1-\\sqrt\\beta)^2 < \\alpha\\lambda < (1+\\sqrt\\beta)^2$. Then it is real."
  );
  expect(html).toMatch(/<span class="after-math">\.<\/span>(<\/span>){3} Then/);
});

test("a short formula and what follows it are held together as a whole", () => {
  expect(render("The rate is $\\sqrt\\beta$, whatever it is.")).toMatch(
    /<span class="keep"><span class="short-math">[\s\S]*<\/span>,<\/span> whatever/
  );
});

test("a formula that does not parse ends the build, and says which", () => {
  expect(() => render("Here $\\frac{1$ ends.")).toThrow(/math: invalid formula in a page:[\s\S]*frac/);
});
