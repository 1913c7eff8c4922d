// Ways to spoil a file.
import {readFileSync} from "node:fs";
import {createRng} from "../../lib/rng.js";
import type {Edit} from "./scratch.js";

/** Puts a text after the first place that matches. */
export const after = (file: string, place: RegExp, text: string): Edit => ({
  file,
  change: (old) => old.replace(place, (match) => match + text)
});

/** Puts one text in the place of another, wherever it stands. */
export const instead = (file: string, place: RegExp | string, text: string): Edit => ({
  file,
  change: (old) => old.replaceAll(place, () => text)
});

export const create = (file: string, text: string): Edit => ({file, change: () => text});

export const append = (file: string, text: string): Edit => ({file, change: (old) => `${old}\n${text}\n`});

const htmlOf = (page: string) => `dist${page}.html`;

/** Puts HTML at the beginning of a built page's text. */
export const show = (page: string, html: string) => after(htmlOf(page), /<main[^>]*>/, html);

/** Has a built page run a script of its own site before all others, as its policy allows. */
export const run = (page: string, code: string): Edit[] => [
  create("dist/planted.js", code),
  after(
    htmlOf(page),
    /<meta name="viewport"[^>]*>/,
    `<script src="${page.startsWith("/chapters/") ? "." : ""}./planted.js"></script>`
  )
];

/** Takes the policy out of a built page. */
export const lawless = (page: string) => instead(htmlOf(page), /<meta http-equiv="Content-Security-Policy"[^>]*>/g, "");

/** A script of so many characters that do nothing and cannot be compressed to much less than half. */
export function noise(characters: number): string {
  const rng = createRng(1);
  return `"${Array.from({length: characters}, () => rng.integer(36).toString(36)).join("")}";`;
}

/** A new file that is like another. */
export const copyOf = (file: string, from: string): Edit => ({file, change: () => readFileSync(from, "utf8")});
