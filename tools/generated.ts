import {readFileSync, writeFileSync} from "node:fs";

const marks = (name: string) => [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`] as const;

/** What stands between the marks `<!-- generated: NAME -->` and `<!-- end: NAME -->` of a document. Throws without them. */
export function readGenerated(file: string, name: string): string {
  const text = readFileSync(file, "utf8");
  const [begin, end] = marks(name);
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`generated: missing marks: ${name} in ${file}; expected ${begin} … ${end}`);
  return text.slice(from + begin.length, to).trim();
}

/** Replaces what stands between the marks. */
export function writeGenerated(file: string, name: string, content: string): void {
  const old = readGenerated(file, name);
  const text = readFileSync(file, "utf8");
  const [begin, end] = marks(name);
  const at = text.indexOf(begin);
  const rest = text.slice(text.indexOf(end));
  if (old !== content.trim()) writeFileSync(file, `${text.slice(0, at)}${begin}\n\n${content.trim()}\n\n${rest}`);
}
