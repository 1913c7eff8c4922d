// Writes what the library computes into docs/numerics.md: `npm run numerics`. With --check it only compares, and exits with
// 1 if a section is out of date.

import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {firstOrderTable, searchTable} from "./convergence.js";
import {conventionTable, scheduleTable} from "./records.js";

export const page = fileURLToPath(new URL("../../docs/numerics.md", import.meta.url));

/** What stands between the markers `<!-- generated: NAME -->` and `<!-- end -->`. */
export const sections: Readonly<Record<string, () => string>> = {
  conventions: conventionTable,
  schedules: scheduleTable,
  convergence: firstOrderTable,
  searches: searchTable
};

/** The text with every marked section made anew. Throws for a section that is not known, or not marked. */
export function renew(text: string, contents: Readonly<Record<string, () => string>> = sections): string {
  const found = new Set<string>();
  const renewed = text.replace(/<!-- generated: ([\w-]+) -->[\s\S]*?<!-- end -->/g, (_, name: string) => {
    if (!Object.hasOwn(contents, name))
      throw new Error(`numerics: unknown section: ${name}; expected one of ${Object.keys(contents).join(", ")}`);
    found.add(name);
    return `<!-- generated: ${name} -->\n\n${contents[name]()}\n\n<!-- end -->`;
  });
  const missing = Object.keys(contents).filter((name) => !found.has(name));
  if (missing.length)
    throw new Error(`numerics: missing section: ${missing.join(", ")}; expected its markers in the page`);
  return renewed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(page, "utf8");
  const renewed = renew(text);
  if (process.argv.includes("--check")) {
    if (renewed !== text) console.error("numerics: docs/numerics.md is out of date; run npm run numerics");
    process.exit(renewed === text ? 0 : 1);
  }
  writeFileSync(page, renewed);
}
