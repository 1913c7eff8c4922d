// Compares the library with reference values: `npm run golden -- FOLDER`. Checks every file of the golden schema in the
// folder, and exits with 1 if a record fails or there is none.

import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {checkGolden, type GoldenFile, isGolden, passes, type Result} from "./check.js";

/** Files of the golden schema in a folder, by name. JSON of other kinds is passed over. Throws for what is not JSON. */
export function goldenFiles(folder: string): [name: string, file: GoldenFile][] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => {
      const json = parse(name, readFileSync(join(folder, name), "utf8"));
      return isGolden(json) ? [[name, json] as [string, GoldenFile]] : [];
    });
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`golden: invalid JSON: ${name}: ${(error as Error).message}`);
  }
}

/** One line about a file: how many records, and the worst error as a share of its tolerance. */
export function lineOf(name: string, results: readonly Result[]): string {
  const share = (r: Result) => r.error / r.tolerance;
  const worst = results.reduce((a, b) => (share(b) > share(a) ? b : a));
  const failed = results.filter((r) => !passes(r)).length;
  return `${name}: ${results.length} records, ${failed} failed, worst error ${share(worst).toPrecision(3)} of its tolerance (${worst.id})`;
}

/** Checks a folder and tells how it went. True if there was something to check and all of it passed. */
function checkFolder(folder: string): boolean {
  let passed = 0;
  let failed = 0;
  for (const [name, file] of goldenFiles(folder)) {
    if (!file.records.length) continue;
    const results = checkGolden(file);
    console.log(lineOf(name, results));
    for (const result of results) {
      if (passes(result)) passed += 1;
      else {
        failed += 1;
        console.error(`  ${result.id}: ${result.message ?? `error ${result.error}, tolerance ${result.tolerance}`}`);
      }
    }
  }
  if (!passed && !failed) console.error(`golden: missing records: ${folder}; expected files of the golden schema`);
  console.log(`${passed} passed, ${failed} failed`);
  return passed > 0 && !failed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  try {
    if (!folder) throw new Error("golden: missing folder; expected npm run golden -- FOLDER");
    process.exitCode = checkFolder(folder) ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
