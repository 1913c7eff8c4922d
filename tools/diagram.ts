// Draws the architecture from the imports themselves: `npx tsx tools/diagram.ts` rewrites it in docs/architecture.md, and
// a test says when it is not current.
import {readdirSync, readFileSync} from "node:fs";
import {posix} from "node:path";
import {fileURLToPath} from "node:url";
import {writeGenerated} from "./generated.js";

/** Folders whose files are one box. */
const boxes = ["lib/rng", "lib/kernels", "lib/tensor", "lib/optim", "lib/surfaces", "lib/nn", "lib/data", "lib/train"];
const boxOf = (path: string): string | undefined => {
  const inLib = boxes.find((box) => path === `${box}.ts` || path.startsWith(`${box}/`));
  if (inLib) return inLib;
  if (path.startsWith("src/components/")) {
    const [, , folder] = path.split("/");
    return folder.endsWith(".ts") ? "src/components" : `src/components/${folder}`;
  }
  return path.startsWith("src/") && path.endsWith(".md") ? "pages" : undefined;
};

/** The arrows from box to box, and how many imports each stands for; the library as a whole is one box to the site. */
export function arrows(): Map<string, number> {
  const files = ["lib", "src"].flatMap((root) =>
    readdirSync(root, {recursive: true, encoding: "utf8"})
      .map((file) => `${root}/${file}`)
      .filter((file) => /\.(ts|md)$/.test(file) && !/^src\/(lib|\.observablehq)|assembly/.test(file))
  );
  const found = new Map<string, number>();
  for (const file of files) {
    const from = boxOf(file);
    if (!from) continue;
    const text = readFileSync(file, "utf8");
    const ways = [
      // For its names or for its side effect alone; types cost nothing.
      /^(?:import|export)\s(?!type\s)(?:[^;"]*?from\s+)?"(\.[^"]+)"/gm,
      // Later, or in a worker.
      /\b(?:import|import\.meta\.resolve)\("(\.[^"]+)"\)/g
    ];
    for (const [, target] of ways.flatMap((way) => [...text.matchAll(way)])) {
      const path = posix
        .join(posix.dirname(file), target)
        .replace(/^src\/lib\//, "lib/")
        .replace(/\.js$/, ".ts");
      const inside: string | undefined = path.startsWith("lib/") && !from.startsWith("lib/") ? "lib" : boxOf(path);
      if (!inside || inside === from) continue;
      const key = `${from} ${inside}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The arrows as a Mermaid graph. */
export function diagram(): string {
  const id = (box: string) => box.replace(/\W/g, "_");
  const lib = ["  subgraph lib", ...boxes.map((box) => `    ${id(box)}["${box.slice(4)}"]`), "  end"];
  const lines = [...arrows().keys()].map((key) => {
    const [from, to] = key.split(" ");
    return `  ${id(from)} --> ${id(to)}`;
  });
  const names = [...new Set([...arrows().keys()].flatMap((key) => key.split(" ")))]
    .filter((box) => !box.startsWith("lib"))
    .sort()
    .map((box) => `  ${id(box)}["${box.replace("src/", "")}"]`);
  return ["```mermaid", "graph LR", ...lib, ...names, ...lines, "```"].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeGenerated("docs/architecture.md", "imports", diagram());
