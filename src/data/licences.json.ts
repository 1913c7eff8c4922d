import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fonts, packages} from "../../tools/packages.js";

interface Manifest {
  name: string;
  version: string;
  license?: string;
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

function visit(name: string) {
  const folder = join("node_modules", name);
  if (seen.has(name) || !existsSync(join(folder, "package.json"))) return;
  const {
    version,
    license = "see text",
    dependencies = {}
  } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying|notice)/i.test(f));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  seen.set(name, {name, version, licence: license, text});
  // Of Framework only the client and this much of what it builds with reaches the reader.
  if (name !== "@observablehq/framework") for (const dependency of Object.keys(dependencies)) visit(dependency);
}

for (const name of roots) visit(name);
process.stdout.write(JSON.stringify([...seen.values()].sort((a, b) => a.name.localeCompare(b.name))));
