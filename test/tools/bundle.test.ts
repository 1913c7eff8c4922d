import {mkdir, mkdtemp, readdir, readFile, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {beforeAll, expect, test} from "vitest";
import {bundlePages, withBundles} from "../../tools/finish/bundle.js";

// A site as Framework writes it, as small as it can be.
const page = `<head>
<link rel="stylesheet" type="text/css" href="../_import/style.css">
<link rel="modulepreload" href="../_import/a.js">
<link rel="stylesheet" href="../_npm/letters@1.0.0/letters.css">
<script type="module">

import {define} from "../_observablehq/client.1.js";

define({id: "1", inputs: [], outputs: ["a"], body: async () => {
const [{a}] = await Promise.all([import("../_import/a.js")]);
return a();
}});
define({id: "2", inputs: ["a"], body: (a) => {
globalThis.ran = true;
}});

</script>
</head><body></body>`;
const files = {
  "chapters/one.html": page,
  "_import/style.css": "p { color: red }",
  "_import/a.js": `import {big} from "../_npm/big@1.0.0/big.js";
import {small} from "../_npm/small@1.0.0/small.js";
export const a = async () => [small, big, (await import("./folder/later.js")).later, new URL(import.meta.url).pathname];`,
  "_import/folder/later.js": `export const later = import.meta.resolve("./worker.js");`,
  "_import/folder/worker.js": `import {small} from "../../_npm/small@1.0.0/small.js"; globalThis.worked = small;`,
  "_npm/letters@1.0.0/letters.css":
    '@font-face { src: url("./a.woff2") } i { background: url(data:image/png;base64,AA) }',
  "_npm/letters@1.0.0/a.woff2": "",
  "_npm/small@1.0.0/small.js": `export const small = "small";`,
  "_npm/needed@1.0.0/needed.js": `export const g = "g";`,
  "_npm/big@1.0.0/big.js": `import {g} from "../needed@1.0.0/needed.js"; export const big = "bi" + g; // ${"x".repeat(60_000)}`,
  "_observablehq/client.1.js": `import {count} from "./stdlib.1.js"; export const define = (cell) => { globalThis.cells = [...globalThis.cells ?? [], cell]; }; export const loads = count();
export const never = () => import("../_npm/absent@0.0.0/_esm.js");`,
  "_observablehq/stdlib.1.js": "let n = 0; export const count = () => ++n;",
  "_observablehq/runtime.1.js": "export const runtime = 1;",
  "_observablehq/search.1.js": ""
};

let site: string;
let bundles: {scripts: string[]; style: string};
beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), "bundle-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(site, name, ".."), {recursive: true});
    await writeFile(join(site, name), text);
  }
  bundles = (await bundlePages(site, ["chapters/one.html"])).get("chapters/one.html")!;
});

test("a page's script runs, with its modules there before its cells, what is lazy apart, and addresses that hold", async () => {
  await import(pathToFileURL(join(site, "chapters", bundles.scripts[0])).href);
  const [cell] = (globalThis as unknown as {cells: {body: (a?: unknown) => Promise<string[]>}[]}).cells;
  const [small, big, worker, own] = await cell.body();
  expect([small, big]).toEqual(["small", "big"]);
  expect(own).toMatch(/\/_import\/a\.js$/);
  await import(worker);
  expect((globalThis as unknown as {worked: string}).worked).toBe("small");
});

test("each cell runs in a task of its own", async () => {
  const [, cell] = (globalThis as unknown as {cells: {body: (a?: unknown) => Promise<unknown>}[]}).cells;
  const ran = () => (globalThis as unknown as {ran?: boolean}).ran ?? false;
  const done = cell.body();
  await Promise.resolve();
  expect(ran()).toBe(false);
  await done;
  expect(ran()).toBe(true);
});

test("all that the script needs at once is named, and nothing that comes later", async () => {
  const [own, ...others] = bundles.scripts.map((path) => path.replace(/-[A-Z0-9]{8}/, ""));
  expect(own).toBe("../_page/chapters-one.js");
  // Its second file holds what esbuild adds to modules that are shared with a lazy one.
  expect(others.sort()).toEqual(["../_npm/big@1.0.0/big.js", "../_page/chapters-one.js", "../_page/framework.js"]);
});

test("the stylesheets are one, in their order, and find their fonts", async () => {
  const css = await readFile(join(site, "chapters", bundles.style), "utf8");
  expect(css).toMatch(/color: red[\s\S]*url\("\.\.\/_npm\/letters@1\.0\.0\/a\.woff2"\)[\s\S]*url\(data:/);
});

test("what went into bundles is gone; what is shared or asked for by address stays", async () => {
  const left = await readdir(site, {recursive: true});
  expect(left).not.toContain("_import");
  expect(left).not.toContain(join("_npm", "small@1.0.0", "small.js"));
  for (const name of [
    "_npm/big@1.0.0/big.js",
    "_npm/needed@1.0.0/needed.js",
    "_npm/letters@1.0.0/a.woff2",
    "_observablehq/search.1.js"
  ])
    expect(left).toContain(join(name));
});

test("a page links one stylesheet, and starts its script once its text is painted", () => {
  const html = withBundles(page, bundles);
  expect(html.match(/<link/g)).toHaveLength(1);
  expect(html).not.toContain('type="module"');
  expect(html).toContain(JSON.stringify(bundles.scripts));
  expect(html).toMatch(/DOMContentLoaded[\s\S]*first-contentful-paint/);
});
