import {existsSync} from "node:fs";
import type MarkdownIt from "markdown-it";
import {book} from "./src/book.ts";
import {math} from "./tools/markdown-math.ts";
import {numbers} from "./tools/markdown-numbers.ts";

const root = "src";
const written = ({path}: {path: string}) => existsSync(`${root}${path}.md`);

export default {
  title: "Nabla",
  root,
  output: "dist",
  // Only 404.html depends on it: every other page links relatively.
  base: process.env.BASE ?? "/",
  style: "style.css",
  globalStylesheets: [],
  preserveExtension: true,
  preserveIndex: true,
  search: true,
  toc: true,
  pager: true,
  head: `<link rel="icon" type="image/svg+xml" href="/icon.svg">
<link rel="stylesheet" href="npm:katex/dist/site.css">
<link rel="x-assets" href="npm:katex">
<link rel="stylesheet" href="npm:book-fonts/fonts.css">
<link rel="x-assets" href="npm:book-fonts">`,
  footer:
    'Everything on this page runs on your machine. No cookies; nothing is sent anywhere. <!-- reference --><a href="/licences">Licences</a>',
  interpreters: {".ts": ["node", "--import=tsx"]},
  pages: book
    .map(({name, chapters}) => ({name, pages: chapters.filter(written).map(({name, path}) => ({name, path}))}))
    .filter(({pages}) => pages.length),
  markdownIt: (md: MarkdownIt) => math(numbers(md))
};
