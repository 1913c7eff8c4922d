import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {fonts, packages} from "../../tools/packages.js";

interface Manifest {
  name: string;
  version: string;
  license?: string;
  main?: string;
  dependencies?: Record<string, string>;
}

/** What the built site holds of other people's work: these packages and all that they depend on. */
const roots = [
  ...Object.keys(packages),
  ...fonts.map((path) => path.split("/").slice(0, 2).join("/")),
  "@observablehq/framework",
  "minisearch",
  "workbox-core",
  "workbox-expiration",
  "workbox-precaching",
  "workbox-routing",
  "workbox-strategies"
];

const seen = new Map<string, {name: string; version: string; licence: string; text: string}>();

/** The words of a package's licence: of its own file, or the chapter of its README, or what its code begins with. */
function wordsOf(folder: string, main: string): string {
  const files = readdirSync(folder);
  const read = (test: RegExp) => {
    const file = files.find((f) => test.test(f));
    return file ? readFileSync(join(folder, file), "utf8") : "";
  };
  const own = read(/^(licen[cs]e|copying|notice)/i);
  const chapter = /^#*\s*licen[cs]e\b[\s\S]*/im.exec(read(/^readme/i))?.[0];
  const code = join(folder, main);
  const head =
    existsSync(code) && statSync(code).isFile() ? /^\/\*[\s\S]*?\*\//.exec(readFileSync(code, "utf8"))?.[0] : undefined;
  return (own || chapter || head || "").trim();
}

function visit(name: string) {
  const folder = join("node_modules", name);
  if (seen.has(name) || !existsSync(join(folder, "package.json"))) return;
  const {
    version,
    license = "see text",
    main = "index.js",
    dependencies = {}
  } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  seen.set(name, {name, version, licence: license, text: wordsOf(folder, main)});
  // Of Framework only the client and this much of what it builds with reaches the reader.
  if (name !== "@observablehq/framework") for (const dependency of Object.keys(dependencies)) visit(dependency);
}

for (const name of roots) visit(name);
process.stdout.write(JSON.stringify([...seen.values()].sort((a, b) => a.name.localeCompare(b.name))));
