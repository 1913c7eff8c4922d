// Finds code that stands in two places: `npm run duplicates`. Compares the tokens of lib/, src/, tools/, gates/, bench/ and
// test/; spaces, comments and imports do not count. Exits with 1 where LIMIT tokens in a row, some twelve lines, are the same.
//
// Left out: optimizers, each of which is a whole record to be read by itself; kernels, which are unrolled by hand.
import {readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";

const LIMIT = 110;
const folders = ["lib", "src", "tools", "gates", "bench", "test"];
const left =
  /^(src\/(lib|\.observablehq)|gates\/node_modules|bench\/node_modules|lib\/optim|lib\/kernels\/(assembly|generated))\//;

export interface Source {
  readonly file: string;
  readonly text: string;
}

export interface Duplicate {
  /** Where it stands, as file:line, first and second time. */
  readonly places: readonly [string, string];
  readonly tokens: number;
}

const pattern = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[\w$]+|\s+|./g;

/** The tokens of a program with their lines; names of packages and files that it imports left out. */
function tokensOf(text: string): {token: string; line: number}[] {
  const blank = (match: string) => match.replace(/[^\n]/g, " ");
  const code = text.replace(/^(?:import|export)\s(?:[^;"']*?from\s*)?["'][^"']+["'];?/gm, blank);
  let line = 1;
  const found: {token: string; line: number}[] = [];
  for (const [token] of code.matchAll(pattern)) {
    if (!/^(\s|\/\/|\/\*)/.test(token)) found.push({token, line});
    line += token.split("\n").length - 1;
  }
  return found;
}

/** All stretches of `limit` or more equal tokens, each as long as it goes. */
export function duplicates(sources: readonly Source[], limit = LIMIT): Duplicate[] {
  const numbers = new Map<string, number>();
  const all: {token: number; place: string; source: number}[] = [];
  for (const [source, {file, text}] of sources.entries())
    for (const {token, line} of tokensOf(text)) {
      if (!numbers.has(token)) numbers.set(token, numbers.size);
      all.push({token: numbers.get(token)!, place: `${file}:${line}`, source});
    }
  /** Whether the token so far behind one is in the same file. */
  const follows = (at: number, by: number) => all[at + by]?.source === all[at].source;
  const found: Duplicate[] = [];
  const seen = new Map<string, number>();
  for (let i = 0; i + limit <= all.length; ++i) {
    if (!follows(i, limit - 1)) continue;
    let key = "";
    for (let k = 0; k < limit; ++k) key += String.fromCharCode(all[i + k].token);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, i);
      // Rows of equal entries are not copies of one another: a stretch does not overlap with itself.
    } else if (first + limit <= i) {
      let tokens = limit;
      while (follows(first, tokens) && follows(i, tokens) && all[first + tokens].token === all[i + tokens].token)
        ++tokens;
      found.push({places: [all[first].place, all[i].place], tokens});
      i += tokens - 1;
    }
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = folders
    .flatMap((folder) => readdirSync(folder, {recursive: true, encoding: "utf8"}).map((file) => `${folder}/${file}`))
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(ts|js|cjs)$/.test(file) && !left.test(file));
  const found = duplicates(files.map((file) => ({file, text: readFileSync(file, "utf8")})));
  for (const {places, tokens} of found) console.log(`duplicates: ${tokens} tokens at ${places.join(" and ")}`);
  console.log(`duplicates: ${files.length} files, ${found.length} duplicates`);
  if (found.length) process.exitCode = 1;
}
