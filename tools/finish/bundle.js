// Framework writes every module as a file of its own: a hundred small requests before a figure moves. Here each page gets
// one script and one stylesheet. Framework's runtime and the large packages stay files that all pages share.
import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdir, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {basename, dirname, join, posix, relative, resolve, sep} from "node:path";
import {build} from "esbuild";

/** Where the bundles are. One flat folder, so that the addresses in all of them start from the same place. */
const home = "_page";

/** Bytes from which on a package stays a file of its own. */
const large = 60_000;

/** A page's own module, as Framework writes it. The 404 page has another, which imports nothing. */
const pageModule = /<script type="module">((?:(?!<\/script>)[\s\S])*_observablehq\/[\s\S]*?)<\/script>/;
const stylesheets = /<link rel="stylesheet"[^>]*? href="([^"]+)">\n/g;
const hints = /<link rel="(?:modulepreload|x-assets|preload" as="style)" href="[^"]*">\n/g;

const importCall = /\bimport\(("[^"]+")\)/g;

/**
 * A page's module for a bundle. Cells import when they run; in a bundle the modules are there before, and a cell finds them.
 * Each cell runs in a task of its own, so that the page answers between two of them.
 */
function inTasks(module) {
  const paths = [...new Set([...module.matchAll(importCall)].map(([, path]) => path))];
  const imports = paths.map((path, i) => `import * as module${i} from ${path};\n`).join("");
  const cells = module
    .replace(importCall, (_, path) => `Promise.resolve(module${paths.indexOf(path)})`)
    .replace(/^(define\(\{.*body: )(?:async )?(\([^()]*\) => \{)$/gm, "$1async $2 await task();");
  return `${imports}const task = () => new Promise((begin) => setTimeout(begin));\n${cells}`;
}

/**
 * Keeps addresses right in modules that move into a bundle. `moved` gives the new places of files that are bundles by now.
 * What is large stays a file of its own. What is not there stays an address: libraries that Framework offers and no page uses.
 */
function addresses(site, moved) {
  const place = (file) => {
    const path = (moved.get(file) ?? relative(join(site, home), file)).replaceAll(sep, "/");
    return path.startsWith(".") ? path : `./${path}`;
  };
  const isApart = async (file) => {
    if (moved.has(file)) return true;
    if (file.includes(`${sep}_import${sep}`)) return false;
    return !existsSync(file) || (file.includes(`${sep}_npm${sep}`) && (await stat(file)).size >= large);
  };
  return {
    name: "addresses",
    setup({onResolve, onLoad}) {
      onResolve({filter: /^\.{1,2}\//}, async ({path, resolveDir}) => {
        const file = resolve(resolveDir, path);
        return (await isApart(file)) ? {path: place(file), external: true} : {path: file};
      });
      onLoad({filter: /\.js$/}, async ({path}) => {
        const url = (file) => `new URL(${JSON.stringify(place(file))}, import.meta.url).href`;
        const source = await readFile(path, "utf8");
        return {
          contents: source.replace(/import\.meta\.(?:resolve\("([^"]+)"\)|url\b)/g, (_, target) =>
            url(target ? resolve(dirname(path), target) : path)
          )
        };
      });
    }
  };
}

/** Bundles a module, and what it loads later. Gives the file names in `home`: the module's first, then what it needs at once. */
async function bundle(site, name, contents, resolveDir, moved) {
  const {metafile} = await build({
    stdin: {contents, resolveDir},
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: join(site, home),
    entryNames: `${name}-[hash]`,
    chunkNames: `${name}-[hash]`,
    metafile: true,
    logLevel: "warning",
    plugins: [addresses(site, moved)]
  });
  const files = Object.entries(metafile.outputs);
  const needed = new Map(
    files.map(([path, {imports}]) => [
      basename(path),
      imports
        .filter(({kind}) => kind === "import-statement")
        .map(({path, external}) => (external ? path.replace(/^\.\//, "") : basename(path)))
    ])
  );
  const found = new Set([basename(files.find(([, {entryPoint}]) => entryPoint === "<stdin>")[0])]);
  for (const file of found) for (const other of needed.get(file) ?? []) found.add(other);
  return [...found];
}

/** The sheets that a page links; KaTeX's own only once: every page links its copy, site.css. */
const stylesheetsOf = (html) =>
  [...html.matchAll(stylesheets)].map(([, href]) => href).filter((href) => !href.endsWith("/katex.min.css"));

/** One stylesheet of several, in their order. */
async function writeStyle(site, sheets) {
  const parts = await Promise.all(
    sheets.map(async (sheet) => {
      const css = await readFile(sheet, "utf8");
      return css.replace(/url\((["']?)(?!data:|https?:|#|\/)([^)"']+)\1\)/g, (_, quote, target) => {
        const path = relative(join(site, home), resolve(dirname(sheet), target)).replaceAll(sep, "/");
        return `url(${quote}${path}${quote})`;
      });
    })
  );
  const css = parts.join("\n");
  const name = `style-${createHash("sha256").update(css).digest("hex").slice(0, 8)}.css`;
  await writeFile(join(site, home, name), css);
  return name;
}

/** Workers are modules that others start by their address. */
async function workersBelow(folder) {
  const files = (await readdir(folder, {recursive: true})).filter((file) => file.endsWith(".js"));
  const workers = new Set();
  for (const file of files.map((file) => join(folder, file)))
    for (const [, target] of (await readFile(file, "utf8")).matchAll(/import\.meta\.resolve\("([^"]+\.js)"\)/g))
      workers.add(resolve(dirname(file), target));
  return [...workers];
}

/** Takes away what is in bundles now. */
async function removeBundled(site, runtime) {
  await rm(join(site, "_import"), {recursive: true});
  for (const file of runtime) await rm(join(site, "_observablehq", file));
  const files = (await readdir(join(site, "_npm"), {recursive: true})).map((name) => join(site, "_npm", name));
  for (const file of files.filter((file) => file.endsWith(".css"))) await rm(file);
  const modules = files.filter((file) => file.endsWith(".js"));
  const sizes = await Promise.all(modules.map(async (file) => (await stat(file)).size));
  const apart = await Promise.all(modules.filter((_, i) => sizes[i] >= large).map((file) => readFile(file, "utf8")));
  // A large package may import a small one. Their names hold a hash, so that naming is importing.
  const isNeeded = (file) => apart.some((code) => code.includes(basename(file)));
  for (const file of modules.filter((file, i) => sizes[i] < large && !isNeeded(file))) await rm(file);
}

/**
 * Bundles what the pages of a built site load, and takes away what went into the bundles. Gives each page's bundles.
 * @param {string} folder
 * @param {string[]} pages
 * @returns {Promise<Map<string, {scripts: string[], style: string}>>} addresses from the page
 */
export async function bundlePages(folder, pages) {
  const site = resolve(folder);
  await mkdir(join(site, home));
  const moved = new Map();
  const runtime = (await readdir(join(site, "_observablehq"))).filter((f) => /^(client|runtime|stdlib)\./.test(f));
  const exported = runtime.map((file) => `export * from "./${file}";\n`).join("");
  const [framework] = await bundle(site, "framework", exported, join(site, "_observablehq"), moved);
  for (const file of runtime) moved.set(join(site, "_observablehq", file), framework);
  for (const worker of await workersBelow(join(site, "_import"))) {
    const name = `${basename(dirname(worker))}-worker`;
    const [file] = await bundle(site, name, `import "./${basename(worker)}";`, dirname(worker), moved);
    moved.set(worker, file);
  }
  const styles = new Map();
  const bundles = new Map();
  for (const page of pages) {
    const html = await readFile(join(site, page), "utf8");
    const here = dirname(join(site, page));
    const name = page.replace(/\.html$/, "").replaceAll("/", "-");
    const [, module] = html.match(pageModule) ?? [];
    if (!module) throw new Error(`bundlePages: missing script of Framework's in ${page}`);
    const scripts = await bundle(site, name, inTasks(module), here, moved);
    const sheets = stylesheetsOf(html).map((href) => resolve(here, href));
    const key = sheets.join();
    if (!styles.has(key)) styles.set(key, await writeStyle(site, sheets));
    const from = (file) => posix.relative(posix.dirname(page), posix.join(home, file));
    const address = (file) => (from(file).startsWith(".") ? from(file) : `./${from(file)}`);
    bundles.set(page, {scripts: scripts.map(address), style: address(styles.get(key))});
  }
  await removeBundled(site, runtime);
  return bundles;
}

/**
 * Starts a page's scripts once its text has been painted, and asks for all of them at once. A page whose text is hidden (a
 * figure in a page elsewhere) starts a quarter of a second after its first frame. Where a script does not come, the page says so.
 */
const starter = (scripts) => `addEventListener("DOMContentLoaded", () => {
const scripts = ${JSON.stringify(scripts)};
let started = false;
const start = () => {
  if (started) return;
  started = true;
  Promise.all(scripts.map((script) => import(script))).catch((error) => {
    document.querySelector("#observablehq-main").insertAdjacentHTML("afterbegin", '<p class="load-failure" role="alert">The figures of this page did not load. <a href="">Load it again</a></p>');
    throw error;
  });
};
new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length) start();
}).observe({type: "paint", buffered: true});
requestAnimationFrame(() => setTimeout(start, 250));
});`;

/**
 * Puts a page's bundles in the place of what Framework wrote.
 * @param {string} html
 * @param {{scripts: string[], style: string}} bundles
 */
export function withBundles(html, {scripts, style}) {
  let links = 0;
  return html
    .replace(hints, "")
    .replace(stylesheets, () => (links++ ? "" : `<link rel="stylesheet" href="${style}">\n`))
    .replace(pageModule, () => `<script>${starter(scripts)}</script>`);
}
