// The code of every rule's update, cut out of the library's files, for the arena to show.
import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {rules} from "../lib/optim/index.js";

export interface RuleSource {
  /** The file it stands in, from the root of the repository. */
  readonly path: string;
  /** The update, and below it each function of the library that it hands its work to. */
  readonly code: string;
}

const folder = fileURLToPath(new URL("../lib/optim/", import.meta.url));

/** The source of each rule's update, by the rule's name. Throws for a rule whose update is not found. */
export function ruleSources(): Record<string, RuleSource> {
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => [name, readFileSync(`${folder}${name}`, "utf8")])
  );
  const fileOf = (name: string) => [...files].find(([, source]) => source.includes(`  name: "${name}",`));
  const sources: Record<string, RuleSource> = {};
  for (const name of Object.keys(rules)) {
    const [file, source] = fileOf(name) ?? [];
    const update = source && updateOf(source);
    if (!file || !source || !update) throw new Error(`ruleSources: missing update of ${name} in lib/optim`);
    const helpers: string[] = [];
    for (const [, called] of update.matchAll(/\b([a-zA-Z]+)\(/g))
      for (const other of files.values()) {
        const helper = new RegExp(`^(?:export )?function ${called}\\([\\s\\S]*?\\n}`, "m").exec(other)?.[0];
        if (helper && helper.length < 2500 && !helpers.includes(helper)) helpers.push(helper);
      }
    for (const [, inner] of update.matchAll(/\b([a-z]+)Rule\.update\(/g)) {
      const [, innerSource = ""] = fileOf(inner) ?? [];
      helpers.push(`// ${inner}Rule\n${updateOf(innerSource)}`);
    }
    sources[name] = {path: `lib/optim/${file}`, code: [update, ...helpers].join("\n\n")};
  }
  return sources;
}

/** The member `update` of a rule's record, without its indent. */
function updateOf(source: string): string | undefined {
  const found = /^ {2}update(?:\([\s\S]*?\n {2}\}|: [^\n]*(?:\n {4}[^\n]*)*)/m.exec(source)?.[0];
  return found?.replace(/^ {2}/gm, "");
}
