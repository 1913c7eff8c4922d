import {existsSync} from "node:fs";
import {readdir} from "node:fs/promises";
import type MarkdownIt from "markdown-it";

type Numbers = Readonly<Record<string, string>>;

const folder = new URL("../src/numbers/", import.meta.url);
const computed = new Map<string, Numbers>();
const modules = new Map<string, () => Numbers>();
if (existsSync(folder))
  for (const file of await readdir(folder))
    if (file.endsWith(".ts")) {
      const module = (await import(new URL(file, folder).href)) as {numbers: () => Numbers};
      modules.set(file.replace(/\.ts$/, ""), module.numbers);
    }

/** The numbers that the library computes for a page, by its slug: computed once. */
export function numbersOf(slug: string): Numbers | undefined {
  if (!computed.has(slug) && modules.has(slug)) computed.set(slug, modules.get(slug)!());
  return computed.get(slug);
}

/**
 * Replaces `{{name}}` in a page by what `src/numbers/SLUG.ts` computes under that name, so that no number in the prose
 * is typed by hand. A name that is not computed ends the build.
 */
export function numbers(md: MarkdownIt): MarkdownIt {
  md.core.ruler.before("block", "numbers", (state) => {
    const path = String(state.env?.path ?? "");
    const slug = path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/, "");
    state.src = state.src.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = numbersOf(slug)?.[name];
      if (value === undefined) throw new Error(`numbers: unknown name: ${name} in ${path}; see src/numbers/${slug}.ts`);
      return value;
    });
  });
  return md;
}
