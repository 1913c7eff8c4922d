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
  // Parts of its standard library are in the kernels.
  "assemblyscript",
  // Its scripts and styles are those of the reference, and search there by lunr.
  "typedoc",
  "lunr",
  "workbox-core",
  "workbox-expiration",
  "workbox-precaching",
  "workbox-routing",
  "workbox-strategies"
];

/** What is shipped of these depends on nothing but the roots. */
const partly = new Set(["@observablehq/framework", "assemblyscript", "typedoc"]);

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
  // Of these only a part reaches the reader, and what they are built with does not.
  if (!partly.has(name)) for (const dependency of Object.keys(dependencies)) visit(dependency);
}

for (const name of roots) visit(name);
process.stdout.write(JSON.stringify([...seen.values()].sort((a, b) => a.name.localeCompare(b.name))));
