import katex from "katex";
import type MarkdownIt from "markdown-it";
import type Token from "markdown-it/lib/token.mjs";
import {curled} from "../src/components/book/quotes.js";

const DOLLAR = 36;
const BACKSLASH = 92;

/** `\term{name}{tex}` becomes an element with data-term="name", which figures tie to arrows, numbers and code. */
export const macros = {"\\term": "\\htmlData{term=#1}{#2}"};

/** KaTeX's options, here and in src/components/formula.ts. `\htmlData` is the one trusted command. */
const options = {
  macros,
  throwOnError: true,
  strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: ({command}: {command: string}) => command === "\\htmlData",
  output: "htmlAndMathml"
} as const;

/** Where `$…$` or `$$…$$` ends: the index of its closing mark, skipping escapes. */
function closing(src: string, start: number, max: number, marks: 1 | 2): number | undefined {
  for (let i = start; i < max; ++i) {
    const c = src.charCodeAt(i);
    if (c === BACKSLASH) ++i;
    else if (c === DOLLAR && (marks === 1 || src.charCodeAt(i + 1) === DOLLAR)) return i;
  }
  return undefined;
}

/** Formulas side by side, `a, \qquad b`, so that they can stand below each other where there is little width. */
const partsOf = (tex: string): string[] => (tex.includes("\\begin") ? [tex] : tex.split(/\s*\\qquad\s*/));

/** Whether a formula is so short that it need not be broken over two lines: a command counts as one sign. */
const isShort = (tex: string): boolean =>
  tex
    .replace(/\\(?:left|right|big|Big|bigl|bigr|,|;|!)/g, "")
    .replace(/\\[a-zA-Z]+/g, "x")
    .replace(/[\s{}]/g, "").length <= 15;

/** A formula that may be broken over two lines, with the full stop after it in its last piece, which may not. */
const withMark = (html: string, mark: string): string =>
  html.replace(/(?:<\/span>){3}$/, (ends) => `<span class="after-math">${mark}</span>${ends}`);

/**
 * Holds together what a line must not break: a formula or a handle with the full stop or comma after it (browsers
 * would break there, word joiner or not), a number with its per cent sign, a mantissa with its power of ten.
 */
function together(children: readonly Token[], tag: (content: string) => Token): Token[] {
  return children.flatMap((token, i) => {
    if (token.type === "text")
      token.content = token.content.replace(/(\d) (?=%|× 10)/g, "$1\u00a0").replace(/× (?=10)/g, "×\u00a0");
    const next = children[i + 1];
    const mark = next?.type === "text" ? /^[.,;:!?)]+/.exec(next.content)?.[0] : undefined;
    if (!mark || !/^(math|placeholder)$/.test(token.type)) return [token];
    next.content = next.content.slice(mark.length);
    if (token.type === "math" && !isShort(token.content)) {
      token.meta.mark = mark;
      return [token];
    }
    return [tag('<span class="keep">'), token, tag(`${mark}</span>`)];
  });
}

/** Sets quotes and apostrophes, over the bounds of emphasis, links and formulas. */
function quotes(children: readonly Token[]): void {
  let before = "";
  for (const token of children) {
    if (token.type === "text" && token.content) {
      token.content = curled(token.content, before);
      before = token.content.slice(-1);
    } else if (token.type === "softbreak" || token.type === "hardbreak") before = "";
    else if (token.nesting === 0 && token.type !== "text") before = "x";
  }
}

/** Renders `$…$` and `$$…$$` with KaTeX at build time. `${…}` is left to Framework. A wrong formula ends the build. */
export function math(md: MarkdownIt): MarkdownIt {
  md.inline.ruler.after("escape", "math", (state, silent) => {
    const {src, pos, posMax} = state;
    if (src.charCodeAt(pos) !== DOLLAR || src[pos + 1] === "{") return false;
    const marks = src.charCodeAt(pos + 1) === DOLLAR ? 2 : 1;
    const start = pos + marks;
    if (marks === 1 && /\s/.test(src[start] ?? " ")) return false;
    const end = closing(src, start, posMax, marks);
    if (end === undefined || end === start) return false;
    if (marks === 1 && (/\s/.test(src[end - 1]) || /\d/.test(src[end + 1] ?? ""))) return false;
    if (!silent) {
      const token = state.push("math", "", 0);
      token.content = src.slice(start, end).trim();
      token.meta = {display: marks === 2};
    }
    state.pos = end + marks;
    return true;
  });

  md.block.ruler.after(
    "blockquote",
    "math_block",
    (state, startLine, endLine, silent) => {
      const start = state.bMarks[startLine] + state.tShift[startLine];
      if (state.sCount[startLine] - state.blkIndent >= 4 || !state.src.startsWith("$$", start)) return false;
      let line = startLine;
      let text = state.src.slice(start + 2, state.eMarks[startLine]);
      let end = closing(text, 0, text.length, 2);
      while (end === undefined && ++line < endLine) {
        if (state.sCount[line] < state.blkIndent || state.isEmpty(line)) return false;
        text += `\n${state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line])}`;
        end = closing(text, 0, text.length, 2);
      }
      // Unclosed, or text follows: the inline rule does it.
      if (end === undefined || text.slice(end + 2).trim()) return false;
      if (silent) return true;
      state.line = line + 1;
      const token = state.push("math", "", 0);
      token.block = true;
      token.content = text.slice(0, end).trim();
      token.meta = {display: true, block: true};
      token.map = [startLine, state.line];
      return true;
    },
    {alt: ["paragraph", "reference", "blockquote", "list"]}
  );

  // Once Framework has found its `${…}` too.
  md.core.ruler.push("together", ({tokens, Token}) => {
    const tag = (content: string) => Object.assign(new Token("html_inline", "", 0), {content});
    for (const token of tokens)
      if (token.children) {
        quotes(token.children);
        token.children = together(token.children, tag);
      }
  });

  md.renderer.rules.math = (tokens, i, _, env) => {
    const {content, meta} = tokens[i];
    const typeset = (tex: string) => katex.renderToString(tex, {...options, displayMode: meta.display});
    try {
      if (!meta.block) {
        if (isShort(content)) return `<span class="short-math">${typeset(content)}</span>`;
        return meta.mark ? withMark(typeset(content), meta.mark) : typeset(content);
      }
      const parts = partsOf(content).map(typeset);
      return `<div class="math${parts.length > 1 ? " parts" : ""}">${parts.join("")}</div>\n`;
    } catch (error) {
      throw new Error(
        `math: invalid formula in ${env?.path ?? "a page"}: ${(error as Error).message}\n  in: ${content}`
      );
    }
  };
  return md;
}
