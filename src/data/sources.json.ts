import {readdirSync, readFileSync} from "node:fs";
import {codeLinks, snippet, snippetKey} from "../../tools/snippet.js";

// The library code that pages show: exactly what the build bundles, so that it cannot differ from what ran.
const sources: Record<string, string> = {};
for (const file of readdirSync("src", {recursive: true, encoding: "utf8"})) {
  if (!file.endsWith(".md") || /^(lib|\.observablehq)\b/.test(file)) continue;
  for (const {path, name} of codeLinks(readFileSync(`src/${file}`, "utf8")))
    sources[snippetKey(path, name)] ??= snippet(readFileSync(path, "utf8"), name);
}
process.stdout.write(JSON.stringify(sources));
