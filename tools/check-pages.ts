// Type-checks the code in Markdown pages: each page becomes one TypeScript module in .pages-check/, its cells found by
// Framework's own parser. Cells are taken in document order. The programs of docs/guide.md are checked with them.
import {spawnSync} from "node:child_process";
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {normalizeConfig} from "../node_modules/@observablehq/framework/dist/config.js";
import {parseMarkdown} from "../node_modules/@observablehq/framework/dist/markdown.js";
import config from "../observablehq.config.ts";

const out = ".pages-check";
const {md, root} = normalizeConfig(config);
const pages = readdirSync(root, {recursive: true, encoding: "utf8"})
  .filter((file) => file.endsWith(".md") && !/^(lib|\.observablehq)/.test(file))
  .map((file) => join(root, file));

rmSync(out, {recursive: true, force: true});
for (const file of pages) {
  const to = join(out, relative(root, file).replace(/\.md$/, ".ts"));
  const page = parseMarkdown(readFileSync(file, "utf8"), {md, path: `/${relative(root, file).replace(/\.md$/, "")}`});
  const imports: string[] = [];
  const body = page.code.map(({node, mode}: {node: {input: string; expression: boolean}; mode: string}) => {
    if (mode === "inline" || node.expression) return `void (\n${node.input.trim().replace(/;$/, "")}\n);`;
    return node.input.replace(/^\s*import\s[^;]*?from\s*(["'])(.*?)\1;?/gm, (line, _quote, from: string) => {
      const local = /^\.{0,2}\//.test(from);
      imports.push(local ? line.replace(from, relative(dirname(to), join(dirname(file), from))) : line);
      return "";
    });
  });
  mkdirSync(dirname(to), {recursive: true});
  writeFileSync(to, `${imports.join("\n")}\n${body.join("\n")}\nexport {};\n`);
}

// The guide's programs, each a module of its own.
const guide = readFileSync("docs/guide.md", "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm);
for (const [i, [, program]] of [...guide].entries()) writeFileSync(join(out, `guide-${i}.ts`), program);

const paths = {
  "npm:*": ["../node_modules/@types/*", "../node_modules/*"]
};
writeFileSync(
  join(out, "tsconfig.json"),
  JSON.stringify({
    extends: "../tsconfig.json",
    compilerOptions: {noUnusedLocals: false, paths},
    include: ["**/*.ts", "../types/*.d.ts"],
    exclude: []
  })
);
const {status} = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit", "-p", out], {
  stdio: "inherit"
});
if (status === 0) console.log(`pages: ${pages.length} type-checked`);
process.exit(status ?? 1);
