/**
 * The part of a TypeScript file that declares `name` at the top level, with the docstring above it; the whole file
 * without `name`. Throws when there is no such declaration.
 */
export function snippet(source: string, name?: string): string {
  if (!name) return source.trim();
  const lines = source.split("\n");
  const declares = new RegExp(
    `^(export )?(default )?(async )?(const|let|function\\*?|class|interface|type) ${name}\\b`
  );
  const at = lines.findIndex((line) => declares.test(line));
  if (at < 0) throw new Error(`snippet: unknown declaration: ${name}; expected one at the top level of the file`);
  let start = at;
  if (lines[at - 1]?.trimEnd().endsWith("*/")) {
    start = at - 1;
    while (start > 0 && !lines[start].startsWith("/**")) --start;
  }
  // Our formatter closes what a top-level line opens on a line that starts in column 0.
  let end = at;
  if (!/;\s*$/.test(lines[at]))
    do ++end;
    while (end < lines.length - 1 && !/^[}\])]|^\S.*;\s*$/.test(lines[end]));
  // `) {` or `}: Options = {}) {` only ends the parameters.
  while (end < lines.length - 1 && /\{\s*$/.test(lines[end])) {
    do ++end;
    while (end < lines.length - 1 && !/^[}\])]/.test(lines[end]));
  }
  return lines.slice(start, end + 1).join("\n");
}

/** Finds `codeLink("lib/…", "name")` in a page: the file and the declaration it shows. */
export function codeLinks(page: string): {path: string; name?: string}[] {
  return [...page.matchAll(/\bcodeLink\(\s*"([^"]+)"(?:,\s*"([^"]+)")?/g)].map(([, path, name]) => ({
    path,
    ...(name && {name})
  }));
}

/** Key of a snippet in sources.json. */
export const snippetKey = (path: string, name?: string): string => (name ? `${path}#${name}` : path);
